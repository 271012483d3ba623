package org.mosexporter.notify;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** An answer's body that nobody reads, so that it cannot be endless. */
final class Unread implements BodySubscriber<Boolean> {
  @Override
  public CompletionStage<Boolean> getBody() {
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public void onSubscribe(Subscription body) {
    body.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> octets) {
    // nothing was asked for
  }

  @Override
  public void onError(Throwable fault) {
    // its head was enough
  }

  @Override
  public void onComplete() {
    // an empty one
  }
}

package org.mosexporter.call;

import java.util.List;
import java.util.Optional;
import org.mosexporter.config.Config;
import org.mosexporter.config.Group;
import org.mosexporter.wire.sip.Disclosure;

/**
 * Who of a call's parties is a user of ours and who is a remote number. A user is whom a phone of
 * ours registered, or is the only one that a phone of ours called or was called as, or whom a group
 * names. Everybody else is remote, and so is whoever calls or is called through a trunk, whatever
 * name he has there: what is not known to be ours is protected as a stranger's.
 */
final class Parties {
  private final Names names;
  private final Endpoints endpoints;
  private final List<Group> groups;

  Parties(Config config, Names names, Endpoints endpoints) {
    this.names = names;
    this.endpoints = endpoints;
    this.groups = config.groups();
  }

  String from(Call call) {
    return call.isFromTrunk ? names.remote(call.from) : shown(call.from);
  }

  String to(Call call) {
    return call.isToTrunk ? names.remote(call.to) : shown(call.to);
  }

  private String shown(String party) {
    return isOurs(user(party)) ? names.user(party) : names.remote(party);
  }

  private boolean isOurs(String user) {
    return !user.isEmpty()
        && (groups.stream().anyMatch(group -> group.users().matcher(user).matches())
            || endpoints.isUser(user));
  }

  String callId(String callId) {
    return names.callId(callId);
  }

  boolean areOpen() {
    return names.areOpen();
  }

  /** What may be told of those whom a message of that call names; of any, where it is none. */
  Disclosure disclosure(Optional<Call> call) {
    return new Disclosure() {
      @Override
      public boolean isOpen() {
        return names.areOpen();
      }

      @Override
      public String user(String user, String host) {
        String address = SipAddress.of(user, host);
        boolean remote = call.filter(known -> isRemote(known, user)).isPresent();
        String told = remote ? names.remote(address) : shown(address);
        return told.equals(address) ? user : told;
      }

      @Override
      public String callId(String callId) {
        return names.callId(callId);
      }

      @Override
      public String tag(String token) {
        return names.tag(token);
      }
    };
  }

  /** Whether that is what somebody calls himself, or is called, beyond a trunk. */
  private static boolean isRemote(Call call, String user) {
    return (call.isFromTrunk && user.equals(user(call.from)))
        || (call.isToTrunk && user.equals(user(call.to)));
  }

  private static String user(String party) {
    int at = party.indexOf('@');
    return at < 0 ? party : party.substring(0, at);
  }
}

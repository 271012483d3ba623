package org.mosexporter.call;

import java.util.List;
import org.mosexporter.config.Config;
import org.mosexporter.config.Group;

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
    int at = party.indexOf('@');
    String user = at < 0 ? party : party.substring(0, at);
    return isOurs(user) ? names.user(party) : names.remote(party);
  }

  private boolean isOurs(String user) {
    return !user.isEmpty()
        && (groups.stream().anyMatch(group -> group.users().matcher(user).matches())
            || endpoints.isUser(user));
  }

  String callId(String callId) {
    return names.callId(callId);
  }
}

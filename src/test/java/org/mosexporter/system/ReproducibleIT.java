package org.mosexporter.system;

import org.junit.jupiter.api.Test;

/** Jar and packages, built once more in another folder, are the same octet by octet. */
class ReproducibleIT {
  @Test
  void twoBuildsAreTheSame() throws Exception {
    Programs.need("git", "mvn", "dpkg-deb", "rpmbuild", "strip", "python3");
    Chroot.onHost("env", "PATH=" + System.getenv("PATH"), "packaging/reproducible");
  }
}

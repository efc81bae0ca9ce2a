using Holdfast.Agent.Inventory;

namespace Holdfast.Agent.Tests.Inventory;

public sealed class ShareFilesTests
{
    [Fact]
    public void Samba_SectionsWithPaths_AreSharesButNeitherPrintersNorVariables()
    {
        var lines = """
            # a comment
            [global]
               path = /not-a-share
            [homes]
               comment = Home Directories
            [printers]
               path = /var/spool/samba
               printable = yes
            ; another
            [Team Files]
               Path = "/srv/team files"
               read only = no
            [profiles]
               path = /srv/%U
            [last]
               directory=/srv/last
            """.Split('\n');
        var found = ShareFiles.Samba(lines).ToList();
        Assert.Equal([("Team Files", "/srv/team files"), ("last", "/srv/last")], found.Select(share => (share.Name, share.Path)));
        Assert.All(found, share => Assert.Equal(("share", "smb"), (share.Kind, share.FileSystem)));
    }

    [Theory]
    [InlineData("/srv/a 10.0.0.0/8(ro)", "/srv/a")]
    [InlineData("\"/srv/with space\" *(rw)", "/srv/with space")]
    [InlineData("/srv/octal\\040space *(rw)", "/srv/octal space")]
    [InlineData("/srv/\\303\\244 *", "/srv/ä")]
    public void Exports_FirstWord_IsThePath(string line, string path) => Assert.Equal(path, Assert.Single(ShareFiles.Exports([line])).Path);

    [Theory]
    [InlineData("# /srv/none *")]
    [InlineData("")]
    [InlineData("relative *")]
    [InlineData("\"")]
    public void Exports_WhatIsNoExport_IsLeftOut(string line) => Assert.Empty(ShareFiles.Exports([line]));

    [Fact]
    public void Finder_FilesAbsent_FindsNothing() =>
        Assert.Empty(new ShareFinder(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Find(default));

    [Fact]
    public void Volumes_OfThisComputer_AreFoldersWithSizes()
    {
        var volumes = new VolumeFinder().Find(default).ToList();
        Assert.All(volumes, volume => Assert.True(Directory.Exists(volume.Path) && volume.Size > 0 && volume.Used >= 0 && volume.Used <= volume.Size, volume.ToString()));
        Assert.DoesNotContain(volumes, volume => volume.FileSystem is "proc" or "sysfs");
    }
}

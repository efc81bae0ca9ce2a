using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Sources;

public sealed class BtrfsSnapshotTests
{
    [Fact]
    public void Open_OnBtrfs_ReadsAFrozenTree()
    {
        WithBtrfs(mount =>
        {
            Shell.Run("mkdir -p sub/folder; printf before > sub/folder/file; btrfs subvolume create sub/nested; touch sub/nested/inner; mkdir sub/tmp", mount);
            Shell.Run("mount -t tmpfs tmpfs sub/tmp; touch sub/tmp/mounted", mount);
            Shell.Run("btrfs subvolume snapshot . .holdfast-snapshot-killed", mount);
            var notes = new Notes();
            using (var source = FileSources.Open(mount + "/sub"))
            {
                Assert.True(source.IsSnapshot);
                Assert.Equal(mount + "/sub", source.Root);
                Shell.Run("printf after > sub/folder/file; touch sub/late", mount);
                Assert.Equal(["", "folder", "nested", "tmp", "folder/file"], Trees.Paths(Trees.Scan(source, notes)));
                Assert.Equal(2, notes.Count(NoteKind.MountPointSkipped));
                Trees.With(source, "folder/file", (listing, item) =>
                {
                    var buffer = new byte[100];
                    Assert.Equal(SmallRead.Ok, listing.ReadWhole(item, buffer, notes, out var length));
                    Assert.Equal("before", Encoding.ASCII.GetString(buffer, 0, length));
                });
                var crossing = Trees.Scan(source, notes, new ScanOptions { CrossMountPoints = true });
                Assert.Equal(["", "folder", "nested", "tmp", "folder/file", "nested/inner", "tmp/mounted"], Trees.Paths(crossing));
                Assert.Single(Snapshots(mount));
            }
            Assert.Empty(Snapshots(mount));
            Shell.Run("umount sub/tmp", mount);
        });
    }

    [Fact]
    public void Open_WhileAnotherRuns_KeepsItsSnapshot()
    {
        WithBtrfs(mount =>
        {
            Shell.Run("touch file", mount);
            using var first = FileSources.Open(mount);
            using (var second = FileSources.Open(mount))
            {
                Assert.Equal(2, Snapshots(mount).Length);
                Assert.Equal(["", "file"], Trees.Paths(Trees.Scan(first)));
                Assert.Equal(["", "file"], Trees.Paths(Trees.Scan(second)));
            }
            Assert.Single(Snapshots(mount));
        });
    }

    [Fact]
    public void Open_OnReadOnlyBtrfs_ReadsTheLiveTreeWithNote()
    {
        WithBtrfs(mount =>
        {
            Shell.Run($"touch file; mount -o remount,ro {mount}", mount);
            using var source = FileSources.Open(mount);
            var notes = new Notes();
            Assert.False(source.IsSnapshot);
            Assert.Equal(["", "file"], Trees.Paths(Trees.Scan(source, notes)));
            notes.Single(NoteKind.SnapshotUnavailable);
        });
    }

    [Fact]
    public void Walk_HardLinksInTwoSnapshots_HaveTheSameGroup()
    {
        WithBtrfs(mount =>
        {
            Shell.Run("touch a; ln a b", mount);
            var first = Trees.Scan(mount);
            var second = Trees.Scan(mount);
            Assert.Equal(first[1].LinkGroup, second[2].LinkGroup);
            Assert.NotEqual(0ul, first[1].LinkGroup);
        });
    }

    private static string[] Snapshots(string mount) => Directory.GetDirectories(mount, ".holdfast-snapshot-*");

    private static void WithBtrfs(Action<string> action)
    {
        Assert.SkipUnless(Shell.IsRoot && Shell.Has("mkfs.btrfs") && Shell.Has("btrfs"), "Needs root and btrfs-progs.");
        using var tree = new TempTree();
        var mount = tree.Folder("mnt");
        Shell.Run("truncate -s 200M image; mkfs.btrfs -q image", tree.Root);
        if (!Shell.Try($"mount -o loop {tree["image"]} {mount}")) Assert.Skip("Loop mounts of btrfs are not possible here.");
        try
        {
            action(mount);
        }
        finally
        {
            Shell.Try($"umount -R {mount} || umount -l {mount}");
        }
    }
}

using System.Text;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Targets;

public sealed class RoundTripTests
{
    private const string MakeEverything = """
        mkdir -p folder/empty 'sp ace' sticky readonly append
        printf small > folder/small
        head -c 300000 /dev/urandom > folder/large
        : > folder/zero
        truncate -s 20M folder/sparse
        printf x | dd of=folder/sparse bs=1M seek=5 conv=notrunc status=none
        printf x | dd of=folder/sparse bs=1M seek=19 conv=notrunc status=none
        truncate -s 50000 folder/smallsparse
        truncate -s 7M folder/hole
        ln folder/small folder/hard1
        ln folder/large 'sp ace/hard2'
        ln -s ../folder/small 'sp ace/link'
        ln -s /nowhere dangling
        ln dangling 'sp ace/hardlink-of-link'
        mkfifo -m 620 fifo
        touch -d '1931-01-02 03:04:05.987654321' folder/zero
        touch -d '2199-01-02 03:04:05.000000001' 'sp ace'
        touch -h -d '2001-02-03 04:05:06.7' dangling
        chmod 1777 sticky; chmod 0 folder/zero
        setfattr -n user.note -v 'hello' folder/small
        setfattr -n user.dir -v 'world' folder
        """;

    private const string MakeAsRoot = """
        mknod null c 1 3; mknod disk b 259 70000; chmod 640 null; chown 12:34 null fifo
        chown 1000:2000 folder/small folder/large; chown -h 5:6 dangling
        printf set > setuid; chown 1000:1000 setuid; chmod 6755 setuid
        printf cap > capable; setcap cap_net_raw+ep capable; chown 0:0 capable; setcap cap_net_raw,cap_sys_ptrace+ep capable
        setfacl -m u:1234:rwx,g:99:r folder/small; setfacl -m u:1:rwx -d -m u:2:rx folder
        printf acl > aclset; chown 7:8 aclset; chmod 2775 aclset; setfacl -m u:55:r aclset
        setfattr -n trusted.t -v '1' readonly; setfattr -h -n trusted.link -v '2' dangling; setfattr -n trusted.f -v '3' fifo
        printf i > readonly/immutable; printf a > append/only; printf l > readonly/linked; ln readonly/linked readonly/linked2
        chattr +d folder/large; chattr +A folder; chattr +a append/only; chattr +i readonly/immutable; chattr +i readonly/linked; chattr +a append; chattr +i readonly
        """;

    // Everything that find, getfattr and lsattr see, ctime, inode and access time excepted. Directories' sizes are the file system's affair.
    private const string DescribeAll = """
        find . -type d -printf '%P %y %m %U %G %T@\n' -o -printf '%P %y %m %U %G %T@ %s %n %l\n' | sort
        find . \( -type b -o -type c \) -exec stat -c '%n %t %T' {} + | sort
        find . -print0 | sort -z | xargs -0 getfattr -h -d -m - -e hex
        find . \( -type f -o -type d \) -print0 | sort -z | xargs -0 lsattr -d | sed 's/e/-/'
        find . -type f -print0 | sort -z | xargs -0 sha256sum
        """;

    [Fact]
    public void Copy_EveryKindOfItem_IsTheSameAfterwards()
    {
        Assert.SkipUnless(Shell.IsRoot && Shell.Has("setfacl") && Shell.Has("setcap") && Shell.Has("getfattr") && Shell.Has("chattr"), "Needs root and the attr, acl and libcap tools.");
        using var tree = new TempTree();
        var from = tree.Folder("from");
        Shell.Run(MakeEverything, from);
        tree.WriteRaw([.. "from/raw"u8, 0xff, 0xfe, (byte)'\n', 0x01], "raw"u8);
        tree.WriteRaw([.. "from/"u8, .. Encoding.ASCII.GetBytes(new string('n', 255))], "long"u8);
        Shell.Run(MakeAsRoot, from);
        var notes = new Notes();

        Trees.Copy(from, tree["to"], new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes);

        Assert.True(notes.All.IsEmpty, notes.ToString());
        var expected = Shell.Run(DescribeAll, from);
        Assert.Contains("immutable", expected, StringComparison.Ordinal);
        Assert.Equal(expected, Shell.Run(DescribeAll, tree["to"]));
        Assert.Equal(Shell.Run("stat -c '%n %b' folder/sparse folder/smallsparse folder/hole", from), Shell.Run("stat -c '%n %b' folder/sparse folder/smallsparse folder/hole", tree["to"]));
        AssertSameInode(tree, "folder/small", "folder/hard1");
        AssertSameInode(tree, "folder/large", "sp ace/hard2");
        AssertSameInode(tree, "readonly/linked", "readonly/linked2");
        AssertSameInode(tree, "dangling", "sp ace/hardlink-of-link");
    }

    [Fact]
    public void Copy_AgainWithOverwrite_ConvergesToTheSource()
    {
        Assert.SkipUnless(Shell.IsRoot, "Needs root, to compare owners.");
        using var tree = new TempTree();
        var from = tree.Folder("from");
        Shell.Run(MakeEverything, from);
        var options = new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point);
        Trees.Copy(from, tree["to"], options, new Notes());
        Shell.Run("printf changed > folder/small; chmod 4777 folder/large; rm dangling; mkfifo dangling; rm fifo; mkdir fifo; setfacl -m u:3:r folder/large; setfacl -d -m u:3:r folder", tree["to"]);
        var notes = new Notes();

        Trees.Copy(from, tree["to"], options, notes);

        Assert.True(notes.All.IsEmpty, notes.ToString());
        Assert.Equal(Shell.Run(DescribeAll, from), Shell.Run(DescribeAll, tree["to"]));
    }

    [Fact]
    public void Copy_PathBeyond4096Bytes_Arrives()
    {
        using var tree = new TempTree();
        tree.Folder("from");
        using var deep = new TempTree();
        var name = Encoding.ASCII.GetBytes(new string('d', 250));
        deep.WriteDeep(name, 60, "deep"u8);
        var notes = new Notes();

        Trees.Copy(deep.Root, tree["to"], new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes);

        Assert.True(notes.All.IsEmpty, notes.ToString());
        var items = Trees.Scan(tree["to"]);
        Assert.Equal(62, items.Count);
        Assert.Equal(("end", 4L), (Encoding.ASCII.GetString(items[^1].Name), items[^1].Size));
        Assert.Equal(Trees.Scan(deep.Root)[^2].Modified, items[^2].Modified);
    }

    [Fact]
    public void Copy_AsNonRoot_NotesOncePerItemAndDropsSetuid()
    {
        using var tree = new TempTree();
        var from = tree.Folder("from");
        Shell.Run("printf x > setuid; chmod 6755 setuid; mkdir sub; chmod 755 ..; chmod 755 .", from);
        Shell.Run($"mkdir -m 777 {Shell.Quote(tree["out"])}");
        OtherUser.Run(() =>
        {
            var notes = new Notes();
            Trees.Copy(from, tree["out/to"], new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes);
            Assert.Equal(3, notes.Count(NoteKind.MetadataIncomplete)); // the root, the file, the folder
            Assert.Equal(3, notes.All.Count);
        });
        Assert.Equal("755 65534", Shell.Run("stat -c '%a %u' setuid", tree["out/to"]));
        Assert.Equal("x", File.ReadAllText(tree["out/to/setuid"]));
    }

    [Fact]
    public void Copy_SecurityOfDestination_TakesOnlyDataAndExecuteBits()
    {
        Assert.SkipUnless(Shell.IsRoot && Shell.Has("setfacl") && Shell.Has("setcap"), "Needs root, setfacl and setcap.");
        using var tree = new TempTree();
        var from = tree.Folder("from");
        Shell.Run("printf x > tool; chown 5:5 tool; chmod 4700 tool; setfattr -n user.u -v 1 tool; setfattr -n trusted.t -v 1 tool; setcap cap_net_raw+ep tool; setfacl -m u:1:r tool; mkdir -m 700 d; touch -d 2001-01-01 tool d", from);
        tree.Folder("to");
        Shell.Run("setfacl -d -m u:77:rwx .", tree["to"]);
        var notes = new Notes();

        Trees.Copy(from, tree["to"], new TargetOptions(ExistingItem.Copy, SecurityFrom.Destination), notes);

        Assert.True(notes.All.IsEmpty, notes.ToString());
        Assert.Equal("0 0 2001-01-01", Shell.Run("stat -c '%u %g %y' tool", tree["to"])[..14]);
        var attributes = Shell.Run("getfattr -d -m - tool d", tree["to"]);
        Assert.Contains("user.u", attributes, StringComparison.Ordinal);
        Assert.Contains("system.posix_acl_default", attributes, StringComparison.Ordinal);
        Assert.DoesNotContain("trusted.t", attributes, StringComparison.Ordinal);
        Assert.DoesNotContain("capability", attributes, StringComparison.Ordinal);
        Assert.Contains("user:77:rwx", Shell.Run("getfacl -n tool", tree["to"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_IntoFolderWithDefaultAcl_LeavesNoneBehind()
    {
        Assert.SkipUnless(Shell.IsRoot && Shell.Has("setfacl"), "Needs root and setfacl.");
        using var tree = new TempTree();
        var from = tree.Folder("from");
        Shell.Run("mkdir d; printf x > d/f; printf y > f; mkfifo p; ln -s f l; chmod 640 f", from);
        tree.Folder("to");
        Shell.Run("setfacl -d -m u:77:rwx .; chmod 755 .", tree["to"]);
        var notes = new Notes();

        Trees.Copy(from, tree["to"], new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes);

        Assert.True(notes.All.IsEmpty, notes.ToString());
        var describe = "find . -mindepth 1 -printf '%P %m %T@\\n' | sort; getfattr -h -d -m - d d/f f p l";
        Assert.Equal(Shell.Run(describe, from), Shell.Run(describe, tree["to"]));
    }

    private static void AssertSameInode(TempTree tree, string a, string b)
    {
        var inodes = Shell.Run($"stat -c %i {Shell.Quote(a)} {Shell.Quote(b)}", tree["to"]).Split('\n');
        Assert.Equal(inodes[0], inodes[1]);
    }
}

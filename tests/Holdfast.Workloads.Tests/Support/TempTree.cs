using System.Text;
using Holdfast.Workloads.Files.Linux;

namespace Holdfast.Workloads.Tests.Support;

/// <summary>A folder of its own for one test, with what System.IO cannot make: raw names, nodes, sockets, holes, paths beyond 4096 bytes.</summary>
internal sealed unsafe class TempTree : IDisposable
{
    public TempTree() => Root = Directory.CreateTempSubdirectory("holdfast-workloads-").FullName;

    public string Root { get; }

    public string this[string relative] => Path.Combine(Root, relative);

    public string Folder(string relative) => Directory.CreateDirectory(this[relative]).FullName;

    public string Write(string relative, string content = "content")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], content);
        return this[relative];
    }

    /// <summary>Makes a file under a path of raw bytes; its directories must exist.</summary>
    public void WriteRaw(ReadOnlySpan<byte> relative, ReadOnlySpan<byte> content)
    {
        fixed (byte* p = Absolute(relative))
        {
            var fd = Native.Open(Abi.AT_FDCWD, p, Abi.O_WRONLY | Abi.O_CREAT, 0x1a4);
            Assert.True(fd >= 0, $"open: {Errno.Text(-fd)}");
            Assert.Equal(0, Native.Write(fd, content, 0));
            Native.Close(fd);
        }
    }

    public void FolderRaw(ReadOnlySpan<byte> relative)
    {
        fixed (byte* p = Absolute(relative))
            if (Libc.mkdirat(Abi.AT_FDCWD, p, 0x1ed) != 0) Assert.Equal(Errno.EEXIST, Errno.Last);
    }

    /// <summary>Nests folders of one name and writes a file "end" into the last.</summary>
    public void WriteDeep(ReadOnlySpan<byte> name, int depth, ReadOnlySpan<byte> content, Func<int, byte[]?>? sibling = null)
    {
        var fd = Native.OpenPath(Root, Abi.O_RDONLY | Abi.O_DIRECTORY);
        for (var i = 0; i < depth; i++)
        {
            var native = NativeName.From(name);
            Assert.Equal(0, Libc.mkdirat(fd, (byte*)&native, 0x1ed));
            if (sibling?.Invoke(i) is { } other)
            {
                var second = NativeName.From(other);
                Assert.Equal(0, Libc.mkdirat(fd, (byte*)&second, 0x1ed));
                var inner = Native.Open(fd, other, Abi.O_RDONLY | Abi.O_DIRECTORY);
                Native.Close(Native.Open(inner, "leaf"u8, Abi.O_WRONLY | Abi.O_CREAT, 0x1a4));
                Native.Close(inner);
            }
            var next = Native.Open(fd, name, Abi.O_RDONLY | Abi.O_DIRECTORY);
            Native.Close(fd);
            fd = next;
        }
        var file = Native.Open(fd, "end"u8, Abi.O_WRONLY | Abi.O_CREAT, 0x1a4);
        Assert.Equal(0, Native.Write(file, content, 0));
        Native.Close(file);
        Native.Close(fd);
    }

    public void Dispose()
    {
        // rm handles raw names and deep paths; chattr first, because sealed files cannot be removed.
        Shell.Try($"chattr -R -f -i -a {Shell.Quote(Root)}; rm -rf {Shell.Quote(Root)}");
    }

    private byte[] Absolute(ReadOnlySpan<byte> relative) => [.. Encoding.UTF8.GetBytes(Root), (byte)'/', .. relative, 0];
}

using Holdfast.Testing.Damage;
using Holdfast.Workloads.Files.Windows.Reparse;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.WindowsFiles;

public sealed class ReparseBufferTests
{
    [Theory]
    [InlineData(@"\??\C:\Data", "", false, @"C:\Data", false)]
    [InlineData(@"..\up", @"..\up", false, @"..\up", false)]
    [InlineData(@"\??\UNC\server\share\x", @"\\server\share\x", false, @"\\server\share\x", false)]
    [InlineData(@"\??\C:\Data", @"C:\Shown", true, @"C:\Shown", false)]
    [InlineData(@"\??\Volume{57d8b1d2-0000-0000-0000-100000000000}\", "", true, @"Volume{57d8b1d2-0000-0000-0000-100000000000}\", true)]
    public void Link_OfEveryKind_LeadsWhereWindowsSays(string substitute, string print, bool isMountPoint, string target, bool isVolume)
    {
        var isRelative = substitute.StartsWith("..", StringComparison.Ordinal);
        var link = ReparseBuffer.Read(isMountPoint ? Links.Mount(substitute, print) : Links.Symbolic(substitute, print, isRelative)).Link()!;

        Assert.Equal(new ReparseLink(substitute, print, isRelative, isMountPoint), link);
        Assert.Equal((target, isVolume), (link.Target, link.IsVolume));
    }

    [Fact]
    public void Read_JunctionByHand_IsUnderstood()
    {
        // Tag, 20 bytes of data; names at 0 (6 bytes) and 8 (2 bytes), each with a NUL behind.
        byte[] bytes = [3, 0, 0, 0xa0, 20, 0, 0, 0, 0, 0, 6, 0, 8, 0, 2, 0, 67, 0, 58, 0, 92, 0, 0, 0, 67, 0, 0, 0];

        var buffer = ReparseBuffer.Read(bytes);

        Assert.Equal(new ReparseLink(@"C:\", "C", false, true), buffer.Link());
        Assert.True(buffer.IsSurrogate);
    }

    [Fact]
    public void Read_TagOfAnotherMaker_KeepsItsData()
    {
        byte[] bytes = [0x42, 0, 0, 0, 3, 0, 0, 0, .. Guid.Parse("57d8b1d2-1111-2222-3333-100000000000").ToByteArray(), 1, 2, 3];

        var buffer = ReparseBuffer.Read(bytes);

        Assert.Equal((0x42u, "1,2,3", false), (buffer.Tag, string.Join(',', buffer.Data.ToArray()), buffer.IsSurrogate));
        Assert.Null(buffer.Link());
    }

    [Fact]
    public void Read_FiveThousandDamagedBuffers_AreReadOrRefusedWithAnOffset()
    {
        List<byte[]> originals = [Links.Symbolic(@"\??\C:\Data", @"C:\Data"), Links.Mount(@"\??\D:\Target of a junction", @"D:\Target of a junction")];

        var (good, refused) = Mutations.Run(20_261_103, 5000, originals, stream => ReparseBuffer.Read(stream.ToArray()).Link(), error => error is MalformedFileException { Offset: >= 0 });

        Assert.InRange(good, 20, 4900);
        Assert.InRange(refused, 100, 4980);
    }
}

using Holdfast.Testing.Programs;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Nbd;

public sealed class NbdDiskTests : IDisposable
{
    private const int Length = 9 << 20;

    private readonly TempTree tree = new();
    private readonly byte[] content = new byte[Length];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private NbdAddress Address => NbdAddress.Socket(tree["s"]);

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Read_ExportOfQemu_GivesItsContentAndItsHoles()
    {
        using var server = Serve();
        using var disk = NbdDisk.Open(Address, "", null, 512, Cancellation);

        var read = new byte[Length];
        disk.Read(0, read);
        Assert.Equal(content, read);
        var data = disk.Data(new ByteRange(0, Length)).ToList();
        Assert.Equal([new ByteRange(1 << 20, 3 << 20), new ByteRange(8 << 20, 64 << 10)], data);
        Assert.Equal([new ByteRange((1 << 20) + 5, 10)], disk.Data(new ByteRange((1 << 20) + 5, 10)));
        Assert.Empty(disk.Data(new ByteRange(5 << 20, 1 << 20)));
        Assert.Empty(disk.Data(new ByteRange(7, 0)));
    }

    [Fact]
    public void Read_AnyRangeOnAnyThread_GivesItsBytes()
    {
        using var server = Serve();
        using var disk = NbdDisk.Open(Address, "", null, 512, Cancellation);

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, seed =>
        {
            var random = new Random(seed);
            var offset = random.Next(Length);
            var bytes = new byte[random.Next(Math.Min(3 << 20, Length - offset))];
            disk.Read(offset, bytes);
            Assert.True(content.AsSpan(offset, bytes.Length).SequenceEqual(bytes));
        });
        Assert.Throws<EndOfStreamException>(() => disk.Read(Length - 1, new byte[2]));
    }

    [Fact]
    public void Open_ExportThatIsNotThere_SaysSo()
    {
        using var server = Serve();

        Assert.Contains("there is none of that name", Assert.Throws<NbdException>(() => NbdDisk.Open(Address, "other", null, 512, Cancellation)).Message, StringComparison.Ordinal);
        Assert.Throws<NbdException>(() => NbdDisk.Open(NbdAddress.Socket(tree["none"]), "", null, 512, Cancellation));
        using var disk = NbdDisk.Open(Address, "", "missing", 512, Cancellation);
        Assert.Throws<NbdException>(() => disk.Dirty("missing"));
    }

    [Theory]
    [InlineData("--no-sr")]
    [InlineData("--filter=nozero")]
    public void Read_ExportOfNbdkit_GivesItsContent(string option)
    {
        Require("nbdkit");
        File.WriteAllBytes(tree["raw"], Fill());
        using var server = Program.Start(tree["s"], "nbdkit", "-f", "-U", tree["s"], option, "file", tree["raw"]);
        using var disk = NbdDisk.Open(Address, "", null, 512, Cancellation);

        var read = new byte[Length - 1];
        disk.Read(1, read);
        Assert.True(content.AsSpan(1).SequenceEqual(read));
        Assert.NotEmpty(disk.Data(new ByteRange(0, Length)));
    }

    [Fact]
    public void Read_ServerThatTakesWholeBlocksOnly_GivesAnyRange()
    {
        Require("nbdkit");
        File.WriteAllBytes(tree["raw"], Fill());
        using var server = Program.Start(tree["s"], "nbdkit", "-f", "-U", tree["s"], "--filter=blocksize-policy", "file", tree["raw"], "blocksize-minimum=4096", "blocksize-error-policy=error");
        using var disk = NbdDisk.Open(Address, "", null, 512, Cancellation);

        var read = new byte[100_001];
        disk.Read((1 << 20) - 77, read);
        Assert.True(content.AsSpan((1 << 20) - 77, read.Length).SequenceEqual(read));
        disk.Read(Length - 3, read.AsSpan(0, 3));
        Assert.Equal([new ByteRange((1 << 20) + 1, 4094)], disk.Data(new ByteRange((1 << 20) + 1, 4094)));
    }

    [Fact]
    public void Read_ServerThatCannotRead_SaysSoAndTheConnectionGoesOn()
    {
        Require("nbdkit");
        File.WriteAllBytes(tree["raw"], Fill());
        using var server = Program.Start(tree["s"], "nbdkit", "-f", "-U", tree["s"], "--filter=error", "file", tree["raw"], "error-pread-rate=100%", $"error-pread-file={tree["fault"]}");
        using var disk = NbdDisk.Open(Address, "", null, 512, Cancellation);
        var read = new byte[3 << 20];

        tree.Write("fault");
        Assert.Contains("InputOutput", Assert.Throws<NbdException>(() => disk.Read(1 << 20, read)).Message, StringComparison.Ordinal);
        File.Delete(tree["fault"]);
        disk.Read(1 << 20, read);
        Assert.True(content.AsSpan(1 << 20, read.Length).SequenceEqual(read));
    }

    [Fact]
    public void Read_ServerThatIsKilled_Fails()
    {
        var server = Serve();
        using var disk = NbdDisk.Open(Address, "", null, 512, Cancellation);
        disk.Read(0, new byte[512]);
        server.Dispose();

        Assert.Throws<NbdException>(() => disk.Read(0, new byte[512]));
        Assert.Throws<NbdException>(() => disk.Data(new ByteRange(0, Length)).Count());
    }

    [Theory]
    [InlineData("unix:/run/nbd", "/run/nbd", 0)]
    [InlineData("host", "host", 10809)]
    [InlineData("10.0.0.1:99", "10.0.0.1", 99)]
    [InlineData("[fe80::1]:99", "fe80::1", 99)]
    [InlineData("[fe80::1]", "fe80::1", 10809)]
    public void TryParse_Addresses_AreUnderstood(string text, string host, int port)
    {
        Assert.True(NbdAddress.TryParse(text, out var address));
        Assert.Equal((host, port), (address.Host, address.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unix:run/nbd")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("a b")]
    public void TryParse_WhatIsNoAddress_IsRefused(string text) => Assert.False(NbdAddress.TryParse(text, out _));

    private static void Require(string program) => Assert.SkipUnless(Program.IsInstalled(program), $"{program} is not installed");

    private byte[] Fill()
    {
        var random = new Random(7);
        random.NextBytes(content.AsSpan(1 << 20, 3 << 20));
        random.NextBytes(content.AsSpan(8 << 20, 64 << 10));
        return content;
    }

    private Program Serve()
    {
        Require("qemu-nbd");
        File.WriteAllBytes(tree["raw"], Fill());
        Program.Run("qemu-img", "convert", "-O", "qcow2", tree["raw"], tree["image"]);
        return Program.Start(tree["s"], "qemu-nbd", "-r", "-f", "qcow2", "-t", "-e", "4", "-k", tree["s"], tree["image"]);
    }
}

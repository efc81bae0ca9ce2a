using System.Buffers.Binary;
using Holdfast.Testing.Damage;
using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Exchange.Ese;

namespace Holdfast.Workloads.Tests.Exchange.Ese;

public sealed class DamagedEseTests
{
    private static readonly List<byte[]> Databases =
        [new GeneratedDatabase(2048, 40).File(), new GeneratedDatabase(4096, 20) { State = GeneratedDatabase.Dirty, FirstRequired = 5, LastRequired = 7 }.File(), new GeneratedDatabase(32768, 3).File()];

    private static readonly List<byte[]> Logs = [new GeneratedLog(7).File(), new GeneratedLog(8) { IsOpen = true }.File(), new GeneratedLog(9) { Major = 7 }.File()];

    private static readonly List<byte[]> Checkpoints = [new GeneratedLog(9).Checkpoint(), new GeneratedLog(700).Checkpoint()];

    private static readonly List<EseLogHeader> Headers = [.. new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000_000, int.MaxValue }.Select(Header)];

    private int whole;

    /// <summary>Whoever alters a file on purpose makes the checksums of its headers right again.</summary>
    [Theory]
    [InlineData("database", false)]
    [InlineData("database", true)]
    [InlineData("log", false)]
    [InlineData("log", true)]
    [InlineData("checkpoint", false)]
    [InlineData("checkpoint", true)]
    public void Inspect_FiveThousandDamagedFiles_AreJudgedWithAnOffset(string kind, bool isResealed)
    {
        var files = kind switch { "database" => Databases, "log" => Logs, _ => Checkpoints };
        var (read, refused) = Mutations.Run(20_260_301, 5000, files, stream => Inspect(isResealed ? new MemoryStream(Reseal(stream.ToArray())) : stream), _ => false);
        Assert.Equal((5000, 0), (read, refused));
        Assert.InRange(whole, 1, 4900);
    }

    [Fact]
    public void Chain_OfWhateverHeadersSay_IsDecided()
    {
        var random = new Random(20_260_303);
        for (var number = 0; number < 5000; number++)
        {
            var file = Mutations.Make(20_260_303, number, [Databases[1]]);
            var database = new EseDatabaseScan();
            database.Push(Reseal(file));
            if (database.Complete().Header is not { } header) continue;
            var logs = Enumerable.Range(0, random.Next(8)).Select(index => new EseLogFile($"{index}", Headers[random.Next(Headers.Count)])).ToList();
            var chain = EseLogChain.Of(header, logs);
            Assert.True(chain.First <= chain.Last);
        }
    }

    private static EseLogHeader Header(int generation)
    {
        var scan = new EseLogScan();
        scan.Push(new GeneratedLog(generation).File());
        return scan.Complete().Header!;
    }

    /// <summary>An inspector refuses nothing: what is wrong is in its findings.</summary>
    private void Inspect(Stream file)
    {
        var length = file.Length;
        var findings = (EseFindings)new EseInspector().Inspect(file, default);
        if (findings.Fault is { } fault) Assert.InRange(fault.Offset, 0, Math.Max(length, 4096));
        foreach (var page in findings.Database?.Pages.FirstDamaged ?? findings.Log?.Segments.FirstDamaged ?? []) Assert.InRange(page.Offset, 1, length - 1);
        if (findings.IsIntact == true) whole++;
    }

    private static byte[] Reseal(byte[] file)
    {
        int[] places = [0, 2048, 4096, 32768];
        foreach (var at in places.Where(at => at + 4096 <= file.Length && (FileType(file, at) is 1 or 3 or 4)))
        {
            var length = file[at + 667] == 1 ? (int)Math.Min(32768, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 236))) : 4096;
            if (length % 4 == 0 && length >= 2048 && at + length <= file.Length) EseSeal.Header(file.AsSpan(at, length));
        }
        return file;
    }

    private static uint FileType(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 667));
}

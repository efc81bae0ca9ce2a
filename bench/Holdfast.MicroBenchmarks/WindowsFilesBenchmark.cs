using System.Buffers;
using BenchmarkDotNet.Attributes;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Files.Windows.Streams;

namespace Holdfast.MicroBenchmarks;

/// <summary>Records of a USN journal, and BackupRead's streams apart and together, as a file of 8 MiB with metadata has them.</summary>
[Config(typeof(ThroughputConfig))]
public class WindowsFilesBenchmark
{
    private const int Records = 20_000, RecordLength = 96, Content = 8 << 20, Piece = 256 << 10, SmallFiles = 1000, SmallContent = 4096;
    private const string Name = "a file of 18.txt";

    private readonly byte[] journal = new byte[Records * RecordLength];
    private readonly byte[] content = RandomData.Make(Content);
    private readonly ArrayBufferWriter<byte> output = new(Content + 4096);
    private readonly byte[] sink = new byte[Piece];
    private byte[] streams = [], small = [];

    internal static IEnumerable<QuickCase> QuickCases()
    {
        var benchmark = new WindowsFilesBenchmark();
        benchmark.Prepare();
        yield return new QuickCase("USN journal (2 M records/s are 0.19)", benchmark.journal.Length, benchmark.Decode);
        yield return new QuickCase("USN journal to a plan", benchmark.journal.Length, benchmark.Plan);
        yield return new QuickCase("BackupRead: copied (memcpy)", benchmark.streams.Length, benchmark.Copy);
        yield return new QuickCase("BackupRead: 8 MiB file, read and copied", benchmark.streams.Length, benchmark.Read);
        yield return new QuickCase("BackupRead: 8 MiB file, written", benchmark.streams.Length, benchmark.Write);
        yield return new QuickCase("BackupRead: 4 KiB files, read and copied", benchmark.small.Length, benchmark.ReadSmall);
    }

    [GlobalSetup]
    public void Prepare()
    {
        for (var number = 0; number < Records; number++)
        {
            var record = journal.AsSpan(number * RecordLength, RecordLength);
            BitConverter.TryWriteBytes(record, RecordLength);
            record[4] = 2;
            BitConverter.TryWriteBytes(record[8..], 1000L + (number / 3));
            BitConverter.TryWriteBytes(record[16..], 5L + (number / 100));
            BitConverter.TryWriteBytes(record[24..], (long)number * RecordLength);
            BitConverter.TryWriteBytes(record[32..], 0x01dc000000000000 + number);
            BitConverter.TryWriteBytes(record[40..], (uint)(number % 3 == 2 ? UsnReasons.FileCreate | UsnReasons.Close : UsnReasons.FileCreate));
            BitConverter.TryWriteBytes(record[56..], (short)(Name.Length * sizeof(char)));
            record[58] = 60;
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(Name.AsSpan()).CopyTo(record[60..]);
        }
        Write();
        streams = output.WrittenSpan.ToArray();
        output.ResetWrittenCount();
        var writer = new BackupStreamWriter(output);
        for (var number = 0; number < SmallFiles; number++)
        {
            writer.Write(BackupStreamKind.Security, content.AsSpan(0, 200));
            writer.Write(BackupStreamKind.Data, content.AsSpan(number * SmallContent, SmallContent));
            writer.Write(BackupStreamKind.AlternateData, content.AsSpan(0, 100), BackupStreamHeader.FullName("Zone.Identifier"));
        }
        small = output.WrittenSpan.ToArray();
    }

    [Benchmark]
    public void Decode()
    {
        var reader = new UsnRecordReader(journal, 0);
        long found = 0, sum = 0;
        while (reader.Next(out var record))
        {
            found++;
            sum += (long)((ulong)record.File & 1) + record.Usn + record.Name.Length + (long)((uint)record.Reasons & 1);
        }
        if (found != Records || sum == 0) throw new InvalidOperationException("The journal was not read.");
    }

    [Benchmark]
    public void Plan()
    {
        var planner = new UsnChangePlanner();
        var reader = new UsnRecordReader(journal, 0);
        while (reader.Next(out var record)) planner.Add(record);
        if (planner.Finish() is not { } plan || !plan.LooksAt(1000 + ((Records - 1) / 3))) throw new InvalidOperationException("The plan is not complete.");
    }

    /// <summary>What the memory allows.</summary>
    [Benchmark(Baseline = true)]
    public void Copy()
    {
        for (var at = 0; at < streams.Length; at += Piece) streams.AsSpan(at, Math.Min(Piece, streams.Length - at)).CopyTo(sink);
    }

    [Benchmark]
    public void Read() => Take(streams, Content);

    [Benchmark]
    public void ReadSmall() => Take(small, SmallFiles * SmallContent);

    [Benchmark]
    public void Write()
    {
        output.ResetWrittenCount();
        var writer = new BackupStreamWriter(output);
        writer.Write(BackupStreamKind.Security, content.AsSpan(0, 200));
        writer.Begin(new BackupStreamHeader(BackupStreamKind.Data, BackupStreamTraits.None, Content));
        for (var at = 0; at < Content; at += Piece) writer.Write(content.AsSpan(at, Piece));
        writer.Write(BackupStreamKind.AlternateData, content.AsSpan(0, 100), BackupStreamHeader.FullName("Zone.Identifier"));
        writer.Finish();
    }

    private void Take(byte[] bytes, long least)
    {
        var reader = new BackupStreamReader();
        long data = 0;
        for (var at = 0; at < bytes.Length; at += Piece)
        {
            ReadOnlySpan<byte> input = bytes.AsSpan(at, Math.Min(Piece, bytes.Length - at));
            while (reader.Read(ref input, out var part) != BackupStreamStep.NeedsInput)
            {
                part.CopyTo(sink);
                data += part.Length;
            }
        }
        reader.Finish();
        if (data < least) throw new InvalidOperationException("The streams were not read.");
    }
}

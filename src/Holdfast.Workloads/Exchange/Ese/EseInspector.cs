using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>Inspects databases (.edb, .dit, .dat), logs, and checkpoints of the Extensible Storage Engine, which Exchange, Active Directory, and Windows itself keep their data in.</summary>
public sealed class EseInspector : IFileInspector
{
    public string Kind => "ese";

    public bool HoldsFiles => false;

    public bool Recognizes(FileProbe probe)
    {
        var front = probe.Start.Span;
        return IsDatabase(front) || EseLogHeader.Read(front) is not null || IsCheckpoint(front, probe.Length);
    }

    public FileFindings Inspect(Stream file, CancellationToken cancellation)
    {
        var front = new byte[(int)Math.Min(file.Length, EseCheckpoint.MostLength)];
        file.ReadExactly(front);
        file.Position = 0;
        if (IsDatabase(front))
        {
            var scan = new EseDatabaseScan();
            EseReading.Run(file, scan.Push, cancellation);
            var report = scan.Complete();
            return new EseFindings(report.IsIntact, report.Fault) { Database = report };
        }
        if (IsCheckpoint(front, file.Length)) return Checkpoint(front);
        var log = new EseLogScan();
        EseReading.Run(file, log.Push, cancellation);
        var logReport = log.Complete();
        return new EseFindings(logReport.IsIntact, logReport.Fault) { Log = logReport };
    }

    private static EseFindings Checkpoint(ReadOnlySpan<byte> file)
    {
        try
        {
            return new EseFindings(true, null) { Checkpoint = EseCheckpoint.Read(file) };
        }
        catch (MalformedFileException fault)
        {
            return new EseFindings(false, fault);
        }
    }

    /// <summary>By its header, or by the copy where the header is damaged.</summary>
    private static bool IsDatabase(ReadOnlySpan<byte> front)
    {
        if (EseHeader.HasMagic(front)) return true;
        for (var length = EsePage.Shortest; length < front.Length && length <= EsePage.Longest; length *= 2)
            if (EseHeader.Read(front[length..]) is { } copy && copy.PageLength == length) return true;
        return false;
    }

    private static bool IsCheckpoint(ReadOnlySpan<byte> front, long length) => length <= EseCheckpoint.MostLength && EseCheckpoint.Recognizes(front);
}

using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Ese;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Backup;

/// <summary>Reads a file of a database from front to back, gives its bytes on, and says what is wrong with it.</summary>
internal static class VerifiedCopy
{
    /// <param name="take">Gets every byte, in order.</param>
    /// <returns>What is wrong, as the end of a sentence that begins with the file; null where nothing is, or the kind has no checksums.</returns>
    public static string? Run(Stream source, ExchangeFileKind kind, EsePush take, CancellationToken cancellation) => kind switch
    {
        ExchangeFileKind.Database => Database(source, take, cancellation),
        ExchangeFileKind.Log => Log(source, take, cancellation),
        ExchangeFileKind.Checkpoint => Checkpoint(source, take, cancellation),
        _ => Pass(source, take, cancellation),
    };

    private static string? Database(Stream source, EsePush take, CancellationToken cancellation)
    {
        var scan = new EseDatabaseScan();
        EseReading.Run(source, bytes =>
        {
            take(bytes);
            scan.Push(bytes);
        }, cancellation);
        var report = scan.Complete();
        return Text(report.Fault, report.Pages, "page");
    }

    private static string? Log(Stream source, EsePush take, CancellationToken cancellation)
    {
        var scan = new EseLogScan();
        EseReading.Run(source, bytes =>
        {
            take(bytes);
            scan.Push(bytes);
        }, cancellation);
        var report = scan.Complete();
        return Text(report.Fault, report.Segments, "segment");
    }

    /// <summary>The checkpoint only tells where a replay may begin; a damaged one is told, because nothing here should be damaged.</summary>
    private static string? Checkpoint(Stream source, EsePush take, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        EseReading.Run(source, bytes =>
        {
            take(bytes);
            if (whole.Length < EseCheckpoint.MostLength) whole.Write(bytes[..(int)Math.Min(bytes.Length, EseCheckpoint.MostLength - whole.Length)]);
        }, cancellation);
        try
        {
            EseCheckpoint.Read(whole.GetBuffer().AsSpan(0, (int)whole.Length));
            return null;
        }
        catch (MalformedFileException fault)
        {
            return fault.Message;
        }
    }

    private static string? Text(MalformedFileException? fault, EsePages pages, string unit)
    {
        if (fault is not null) return fault.Message;
        if (pages.Damaged == 0) return null;
        var first = pages.FirstDamaged[0];
        return string.Create(CultureInfo.InvariantCulture, $"{pages.Damaged} {unit}{(pages.Damaged == 1 ? " is" : "s are")} damaged, the first is {first.Number} at byte {first.Offset}.");
    }

    private static string? Pass(Stream source, EsePush take, CancellationToken cancellation)
    {
        EseReading.Run(source, take, cancellation);
        return null;
    }
}

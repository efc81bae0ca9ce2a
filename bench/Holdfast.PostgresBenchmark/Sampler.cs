using System.Diagnostics;
using System.Globalization;

namespace Holdfast.PostgresBenchmark;

/// <summary>Asks the server over and over how far its log is, and how far each receiver says that it is: one psql that stays.</summary>
internal sealed class Sampler : IDisposable
{
    private readonly Process process;

    public Sampler(string psql, params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo(psql, ["-XAtq", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>The end of the log on the server's disk, and of each receiver by its name.</summary>
    public (ulong Written, Dictionary<string, ulong> Confirmed) Take()
    {
        process.StandardInput.WriteLine("SELECT 'server', pg_current_wal_flush_lsn() UNION ALL SELECT application_name, flush_lsn FROM pg_stat_replication WHERE flush_lsn IS NOT NULL UNION ALL SELECT 'end', NULL;");
        process.StandardInput.Flush();
        var confirmed = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var written = 0UL;
        while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("end", StringComparison.Ordinal))
        {
            var cut = line.LastIndexOf('|');
            var position = LagMeter.Position(line[(cut + 1)..]);
            if (line[..cut] == "server") written = position;
            else confirmed[line[..cut]] = position;
        }
        return (written, confirmed);
    }

    public static string Text(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}

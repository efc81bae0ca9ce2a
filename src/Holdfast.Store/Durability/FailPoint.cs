using System.Diagnostics;
using System.Globalization;

namespace Holdfast.Store.Durability;

/// <summary>
/// Named places between two durable steps. Where the variable HOLDFAST_FAILPOINT says NAME:N, the process kills itself (SIGKILL, no clean-up)
/// the Nth time it reaches NAME: how tests prove what a power cut leaves behind. Without the variable this is one branch.
/// </summary>
public static class FailPoint
{
    private static readonly string? Armed = Environment.GetEnvironmentVariable("HOLDFAST_FAILPOINT")?.Split(':')[0];
    private static int left = Armed is null ? 0 : Countdown();

    public static void Reach(string name)
    {
        if (Armed is null || !string.Equals(Armed, name, StringComparison.Ordinal)) return;
        if (Interlocked.Decrement(ref left) == 0) Process.GetCurrentProcess().Kill();
    }

    private static int Countdown()
    {
        var parts = Environment.GetEnvironmentVariable("HOLDFAST_FAILPOINT")!.Split(':');
        return parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
    }
}

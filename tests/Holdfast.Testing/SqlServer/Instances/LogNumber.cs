using System.Globalization;

namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>LSNs as msdb writes them: those of generated sets lie in virtual log file 40, slot 1.</summary>
internal static class LogNumber
{
    internal static string Of(uint block) => (((UInt128)40 * 1_000_000_000_000_000) + ((UInt128)block * 100_000) + 1).ToString(CultureInfo.InvariantCulture);
}

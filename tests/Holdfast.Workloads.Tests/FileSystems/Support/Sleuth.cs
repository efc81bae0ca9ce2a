using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Support;

/// <summary>What The Sleuth Kit reads of a volume.</summary>
internal static partial class Sleuth
{
    public static void SkipUnlessHere() => Assert.SkipUnless(Shell.Has("fls") && Shell.Has("icat"), "The Sleuth Kit is not here (package sleuthkit).");

    /// <summary>Path and number of all that is listed; streams are paths with a colon.</summary>
    /// <param name="loose">With files that the tool knows from their records and did not meet in the directory: some that no directory holds, and some of a directory with large clusters.</param>
    public static List<(string Path, ulong Number, string Address)> List(string image, bool loose)
    {
        var lines = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(Shell.Run($"fls -r -p {Shell.Quote(image)}"))).Split('\n');
        return [.. lines.Select(line => Line().Match(line)).Where(match => match.Success && (loose || match.Groups[1].Value != "-")).Select(match => (match.Groups[4].Value, ulong.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture), match.Groups[2].Value))];
    }

    public static string Sha256(string image, string address) => Shell.Run($"icat {Shell.Quote(image)} {address} | sha256sum").Split(' ')[0];

    // Deleted entries have an asterisk, what only the tool knows a V.
    [GeneratedRegex(@"^([rdlpcbsh-])/[rdlpcbsh] ((\d+)(?:-\d+-\d+)?):\t(.*)$")]
    private static partial Regex Line();
}

using System.Text.RegularExpressions;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Module;

/// <summary>What the module exports, DPM's cmdlets by name, and docs/migrating-from-dpm.md say the same.</summary>
public sealed partial class MigrationGuideTests
{
    private static readonly string guide = Content("migrating-from-dpm.md");

    [Fact]
    public void Export_AgainstDpm_LacksOnlyWhatTheGuideLeavesOut()
    {
        using var shell = new RealEngine();
        var exported = shell.Succeed("(Get-Module Holdfast).ExportedCmdlets.Keys").Select(name => name.ToString()!).ToList();
        var reference = Content("dpm-2016-cmdlets.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(Names("### Left out"), reference.Except(exported).Order(StringComparer.Ordinal));
        Assert.Equal(Names("### Beside them"), exported.Except(reference).Order(StringComparer.Ordinal));
        Assert.Equal(Names("## Cmdlet by cmdlet"), exported.Intersect(reference).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LeftOut_EveryName_IsOfTapesAndHasAReason()
    {
        Assert.All(Names("### Left out"), name => Assert.Matches("Tape|Library|PGSet|DatasetStatus|HeadlessDataset", name));
        Assert.All(Rows("### Left out"), row => Assert.True(row.Split('|')[2].Trim().Length > 10, row));
    }

    [Fact]
    public void Aliases_OfEveryCmdlet_HaveOneForNewScripts()
    {
        using var shell = new RealEngine();
        var aliases = shell.Succeed("(Get-Module Holdfast).ExportedAliases.Keys").Select(name => name.ToString()).ToHashSet();
        Assert.All(Tables.CmdletTable.All, entry => Assert.Contains($"{entry.Verb}-Holdfast{entry.Noun.Replace("DPM", "", StringComparison.Ordinal)}", aliases));
    }

    private static string Content(string resource)
    {
        using var reader = new StreamReader(typeof(MigrationGuideTests).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    /// <summary>Rows of the table below a heading.</summary>
    private static IEnumerable<string> Rows(string heading) =>
        guide.Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#')).Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    private static IEnumerable<string> Names(string heading) =>
        Rows(heading).SelectMany(row => Name().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value)).Order(StringComparer.Ordinal);

    [GeneratedRegex("`([A-Za-z]+-[A-Za-z]+)`")]
    private static partial Regex Name();
}

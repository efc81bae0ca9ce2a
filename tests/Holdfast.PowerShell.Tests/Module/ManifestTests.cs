using System.Reflection;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Module;

public sealed class ManifestTests
{
    [Fact]
    public void Import_RealEngine_ExportsWhatTheTableHas()
    {
        using var shell = new RealEngine();
        var exported = shell.Succeed("(Get-Module Holdfast).ExportedCmdlets.Keys").Select(name => name.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(Tables.CmdletTable.All.Select(entry => entry.Name).Order(StringComparer.Ordinal), exported);
        var aliases = shell.Succeed("(Get-Module Holdfast).ExportedAliases.Keys").Select(name => name.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(Tables.CmdletTable.All.SelectMany(entry => entry.Aliases).Order(StringComparer.Ordinal), aliases);
    }

    [Fact]
    public void Views_OfEveryObjectThatCmdletsGive_AreThere()
    {
        var given = Tables.CmdletTable.All.SelectMany(entry => entry.Type.GetCustomAttributes<Holdfast.Shell.Automation.OutputTypeAttribute>()).SelectMany(output => output.Type)
            .Where(type => type.IsClass && type.Namespace!.StartsWith("Holdfast", StringComparison.Ordinal)).Distinct();
        Assert.Subset(Holdfast.Shell.Module.ModuleViews.Types.ToHashSet(), given.ToHashSet());
    }

    [Fact]
    public void GetHelp_EveryCmdlet_HasSynopsisExampleAndParameters()
    {
        using var shell = new RealEngine();
        foreach (var entry in Tables.CmdletTable.All)
        {
            dynamic help = Assert.Single(shell.Succeed($"Get-Help {entry.Name} -Full"));
            Assert.True(((string)help.Synopsis).Length > 10, entry.Name);
            Assert.DoesNotContain(entry.Name + " [", (string)help.Synopsis, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(string.Concat(help.examples.example.code)), entry.Name);
            foreach (var parameter in Holdfast.Shell.Binding.CmdletParameter.Of(entry.Type)) Assert.True(parameter.HelpMessage.Length > 5, $"{entry.Name} -{parameter.Name}");
        }
    }
}

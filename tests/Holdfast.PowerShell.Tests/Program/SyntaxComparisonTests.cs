using System.Management.Automation;
using Holdfast.PowerShell.Tables;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Binding;
using Own = Holdfast.Shell.Automation;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>What PowerShell's engine sees of every cmdlet is what the program's own binder sees.</summary>
public sealed class SyntaxComparisonTests
{
    [Fact]
    public void Parameters_EveryCmdlet_AreTheSameInBothEngines()
    {
        using var real = new RealEngine();
        var differences = new List<string>();
        foreach (var entry in CmdletTable.All)
        {
            var command = (CmdletInfo)Assert.Single(real.Succeed($"Get-Command {entry.Name} -Module Holdfast")).BaseObject;
            differences.AddRange(Describe(command).Except(Describe(entry)).Select(line => $"{entry.Name}: only PowerShell: {line}"));
            differences.AddRange(Describe(entry).Except(Describe(command)).Select(line => $"{entry.Name}: only here: {line}"));
        }
        Assert.Empty(differences);
    }

    [Fact]
    public void Common_Parameters_AreThoseOfPowerShellByNameAndAlias()
    {
        using var real = new RealEngine();
        var command = (CmdletInfo)Assert.Single(real.Succeed("Get-Command Set-DPMProtectionGroup")).BaseObject;
        Assert.All(CmdletParameter.Of(typeof(CommonParameters)), parameter => Assert.Equal(parameter.Aliases, command.Parameters[parameter.Name].Aliases));
    }

    private static List<string> Describe(CmdletInfo command) =>
        [.. from set in command.ParameterSets
            from parameter in set.Parameters
            where !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
            select Line(set.Name, set.IsDefault, parameter.Name, parameter.Position, parameter.IsMandatory, parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName, parameter.Aliases, Name(parameter.ParameterType))];

    private static List<string> Describe(CmdletEntry entry)
    {
        var parameters = new CommandParameters(entry);
        return [.. from set in parameters.Sets
                   from parameter in parameters.Own
                   where parameter.IsIn(set)
                   select Line(set, set == parameters.DefaultSet, parameter.Name, parameter.PositionIn(set) ?? int.MinValue, parameter.IsMandatoryIn(set), parameter.TakesPipelineObjectIn(set), parameter.TakesPipelinePropertyIn(set), parameter.Aliases, Name(parameter.Property.PropertyType))];
    }

    private static string Line(string set, bool isDefault, string name, int position, bool mandatory, bool byValue, bool byProperty, IEnumerable<string> aliases, string type) =>
        $"{set}{(isDefault && set != Own.ParameterAttribute.AllParameterSets ? " (default)" : "")} -{name} {type} position {position} mandatory {mandatory} pipeline {byValue} {byProperty} aliases {string.Join(',', aliases.Order(StringComparer.Ordinal))}";

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Name(inner) + "?" : type.Name;
}

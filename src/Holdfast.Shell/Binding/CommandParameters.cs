using Holdfast.PowerShell.Tables;

namespace Holdfast.Shell.Binding;

/// <summary>All parameters that a command takes.</summary>
internal sealed class CommandParameters
{
    private static readonly IReadOnlyList<CmdletParameter> common = CmdletParameter.Of(typeof(CommonParameters));

    private readonly string command;

    internal CommandParameters(CmdletEntry entry)
    {
        command = entry.Name;
        Own = CmdletParameter.Of(entry.Type);
        Common = [.. common.Where(parameter => entry.Changes || !CommonParameters.OfChanges.Contains(parameter.Name))];
        DefaultSet = entry.DefaultSet;
        var sets = CmdletParameter.SetsOf(Own);
        Sets = DefaultSet == ParameterAttribute.AllParameterSets || sets.Contains(DefaultSet) ? sets
            : sets is [ParameterAttribute.AllParameterSets] ? [DefaultSet] : [DefaultSet, .. sets];
    }

    internal IReadOnlyList<CmdletParameter> Own { get; }

    internal IReadOnlyList<CmdletParameter> Common { get; }

    internal IEnumerable<CmdletParameter> All => Own.Concat(Common);

    /// <summary>At least one.</summary>
    internal IReadOnlyList<string> Sets { get; }

    /// <summary><see cref="ParameterAttribute.AllParameterSets"/> where the cmdlet prefers none.</summary>
    internal string DefaultSet { get; }

    /// <summary>The parameter of a name, an alias, or the beginning of one that no other parameter's begins with. Null: there is none.</summary>
    internal CmdletParameter? Find(string name)
    {
        if (All.FirstOrDefault(parameter => parameter.IsNamed(name)) is { } exact) return exact;
        var begun = Begun(Own, name) is { Count: > 0 } own ? own : Begun(Common, name);
        if (begun.Count > 1) throw Usage.WrongFor(command, $"-{name} could be {string.Join(" or ", begun.Select(parameter => "-" + parameter.Name))}.");
        return begun is [var only] ? only : null;
    }

    private static List<CmdletParameter> Begun(IEnumerable<CmdletParameter> parameters, string name) =>
        [.. parameters.Where(parameter => parameter.Aliases.Prepend(parameter.Name).Any(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase)))];
}

using Holdfast.PowerShell.Tables;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Binding;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>Every set of parameters of every cmdlet, right and wrong: both engines choose the same set, or refuse for the same reason.</summary>
public sealed class BindingSweepTests
{
    private sealed record Line(string What, IReadOnlyList<(string, CmdletParameter?)> Named, IReadOnlyList<CmdletParameter?> Placed)
    {
        /// <summary>Not only of a name: what is still to come makes a difference.</summary>
        internal bool IsOfSets { get; init; } = true;
    }

    [Fact]
    public void Bind_EverySetOfEveryCmdlet_IsWhatPowerShellMakesOfIt()
    {
        using var real = new RealEngine();
        var probe = new BindingProbe(real);
        var (differences, lines, kinds) = (new List<string>(), 0, new HashSet<string>());
        foreach (var entry in CmdletTable.All)
        {
            foreach (var line in Lines(new CommandParameters(entry)).DistinctBy(line => line.What))
            {
                foreach (var follows in line.IsOfSets ? (bool[])[false, true] : [false])
                {
                    var (theirs, ours) = probe.Bind(entry, line.Named, line.Placed, follows);
                    if (theirs != ours) differences.Add($"{(follows ? "… | " : "")}{entry.Name} {line.What}: PowerShell {theirs}, here {ours}");
                    kinds.Add(theirs);
                    lines++;
                }
            }
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {lines}\n{string.Join('\n', differences.Take(60))}");
        // The sweep has met all that can be wrong with a line.
        Assert.Superset(new HashSet<string> { "MissingMandatoryParameter", "AmbiguousParameterSet", "NamedParameterNotFound", "AmbiguousParameter", "PositionalParameterNotFound" }, kinds);
    }

    private static IEnumerable<Line> Lines(CommandParameters parameters)
    {
        yield return Of([]);
        yield return new Line("-Nmae x", [("Nmae", null)], []);
        foreach (var set in parameters.Sets)
        {
            var needed = Needed(parameters, set);
            yield return Of(needed);
            foreach (var left in needed) yield return Of(needed.Where(parameter => parameter != left));
            foreach (var more in parameters.Own.Where(parameter => !parameters.Sets.All(parameter.IsIn))) yield return Of(needed.Append(more).Distinct());
            foreach (var other in parameters.Sets.Where(other => other != set)) yield return Of(needed.Union(Needed(parameters, other)));
            var places = parameters.Own.Where(parameter => parameter.PositionIn(set) is not null).OrderBy(parameter => parameter.PositionIn(set)).ToList();
            for (var count = 1; count <= places.Count; count++) yield return Of(needed.Except(places.Take(count)), [.. places.Take(count)]);
            yield return Of(needed.Except(places), [.. places, null]);
        }
        // Of the beginnings that the same parameters have, the shortest; with those that all cmdlets have for a few.
        foreach (var beginning in Beginnings(parameters.Own.Count < 4 ? parameters.All : parameters.Own).DistinctBy(beginning => string.Join(' ', Begun(parameters, beginning).Select(parameter => parameter.Name))))
        {
            var meant = parameters.All.FirstOrDefault(parameter => parameter.IsNamed(beginning)) ?? Begun(parameters, beginning).First();
            yield return new Line($"-{beginning}", [(beginning, meant)], []) { IsOfSets = false };
        }
    }

    private static IEnumerable<string> Beginnings(IEnumerable<CmdletParameter> parameters) =>
        from parameter in parameters from name in parameter.Aliases.Prepend(parameter.Name) from length in Enumerable.Range(1, name.Length) select name[..length];

    private static IEnumerable<CmdletParameter> Begun(CommandParameters parameters, string beginning) =>
        parameters.All.Where(parameter => parameter.Aliases.Prepend(parameter.Name).Any(name => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)));

    private static List<CmdletParameter> Needed(CommandParameters parameters, string set) => [.. parameters.Own.Where(parameter => parameter.IsMandatoryIn(set))];

    private static Line Of(IEnumerable<CmdletParameter> named, params IReadOnlyList<CmdletParameter?> placed) =>
        new(string.Join(' ', named.Select(parameter => "-" + parameter.Name).Concat(placed.Select(parameter => $"[{parameter?.Name ?? "x"}]"))), [.. named.Select(parameter => (parameter.Name, (CmdletParameter?)parameter))], placed);
}

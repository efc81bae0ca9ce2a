using System.Security;
using Holdfast.Contracts.Errors;

namespace Holdfast.Shell.Binding;

/// <summary>
/// Binds what was typed to the parameters of one cmdlet, by PowerShell's rules: names, aliases, and beginnings of names first, then positions; each
/// narrows the sets of parameters that can be meant. What comes through the pipeline is bound by <see cref="PipelineBinder"/>.
/// </summary>
internal sealed class ArgumentBinder
{
    private readonly CommandParameters parameters;
    private readonly string command;
    private readonly Dictionary<CmdletParameter, object?> bound = [];

    internal ArgumentBinder(string command, CommandParameters parameters, PSCmdlet cmdlet)
    {
        (this.command, this.parameters, Cmdlet) = (command, parameters, cmdlet);
        Sets = [.. parameters.Sets];
    }

    internal PSCmdlet Cmdlet { get; }

    internal CommonParameters Common { get; } = new();

    /// <summary>The sets that can be meant, as far as is known.</summary>
    internal HashSet<string> Sets { get; private set; }

    internal string DefaultSet => parameters.DefaultSet;

    /// <summary>Binds the command line.</summary>
    /// <param name="pipelineFollows">What is missing can come through the pipeline.</param>
    internal void BindLine(IReadOnlyList<Argument> arguments, bool pipelineFollows)
    {
        BindPlaces(BindNames(arguments));
        Settle(pipelineFollows);
    }

    internal bool IsBound(CmdletParameter parameter) => bound.ContainsKey(parameter);

    internal IEnumerable<CmdletParameter> Unbound => parameters.Own.Where(parameter => !IsBound(parameter) && Sets.Any(parameter.IsIn));

    internal void Set(CmdletParameter parameter, object? value)
    {
        bound[parameter] = value;
        if (parameter.Property.DeclaringType == typeof(CommonParameters))
        {
            parameter.Property.SetValue(Common, value);
            return;
        }
        parameter.Property.SetValue(Cmdlet, value);
        if (value is not null) Cmdlet.MyInvocation.BoundParameters[parameter.Name] = value;
        if (!Sets.Any(parameter.IsIn)) throw Usage.WrongFor(command, $"-{parameter.Name} does not go together with {Given(except: parameter)}.");
        Sets.RemoveWhere(set => !parameter.IsIn(set));
    }

    /// <summary>Forgets what was bound to a parameter, for the next object of the pipeline.</summary>
    internal void Clear(CmdletParameter parameter, object? original)
    {
        bound.Remove(parameter);
        parameter.Property.SetValue(Cmdlet, original);
        Cmdlet.MyInvocation.BoundParameters.Remove(parameter.Name);
    }

    internal void Restore(HashSet<string> sets) => Sets = [.. sets];

    /// <summary>Finds which set is meant. What is missing and cannot come any more is an error that names it, except for secrets, which are asked for.</summary>
    internal void Settle(bool pipelineFollows)
    {
        // The set that is preferred is meant as long as nothing says otherwise, also where it is not complete and another one would be.
        var meant = !pipelineFollows && Sets.Contains(DefaultSet) ? [DefaultSet] : Sets;
        var complete = meant.Where(set => !Missing(set, pipelineFollows).Any()).ToList();
        if (complete.Count == 0) complete = [AskForSecrets(pipelineFollows)];
        if (pipelineFollows)
        {
            Sets = [.. complete];
            return;
        }
        if (complete.Count > 1 && !complete.Contains(DefaultSet) && complete.Where(Demands).ToList() is { Count: > 0 } demanding) complete = demanding;
        var chosen = complete.Contains(DefaultSet) ? DefaultSet : complete is [var only] ? only : throw Usage.WrongFor(
            command, $"It is not clear what is meant: {string.Join(", or ", complete.Select(Differing))}.");
        Cmdlet.ParameterSetName = chosen;
    }

    private List<object?> BindNames(IReadOnlyList<Argument> arguments)
    {
        var values = new List<object?>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument.Name is not { } name)
            {
                values.Add(argument.Value);
                continue;
            }
            var parameter = parameters.Find(name) ?? throw Usage.WrongFor(command, $"There is no parameter -{name}.");
            if (IsBound(parameter)) throw Usage.WrongFor(command, $"-{parameter.Name} is given twice.");
            if (argument.HasValue) Convert(parameter, argument.Value);
            else if (parameter.IsSwitch) Set(parameter, new SwitchParameter(true));
            else if (index + 1 < arguments.Count && arguments[index + 1].Name is null) Convert(parameter, arguments[++index].Value);
            else if (BoundValue.AskedFor(parameter, out var secret)) Set(parameter, secret);
            else throw Usage.WrongFor(command, $"-{parameter.Name} needs a value ({parameter.TypeName}).");
        }
        return values;
    }

    /// <summary>One value for each place, in the order of the places; each narrows what can be meant by those behind it.</summary>
    private void BindPlaces(List<object?> values)
    {
        var places = Places().Select(place => place.Position).Distinct().Order().ToList();
        var next = 0;
        foreach (var position in places)
        {
            if (next == values.Count) return;
            var candidates = Places().Where(place => place.Position == position).ToList();
            if (candidates.Count > 0) BindPlace(candidates, values[next++]);
        }
        if (next < values.Count) BindRemaining(values[next..]);
    }

    private IEnumerable<(CmdletParameter Parameter, string Set, int Position)> Places() =>
        from parameter in Unbound from set in Sets where parameter.PositionIn(set) is not null select (parameter, set, parameter.PositionIn(set)!.Value);

    /// <summary>The set that is preferred comes first, and what fits before what can be converted. In the other sets all that fit are meant, which can contradict each other.</summary>
    private void BindPlace(List<(CmdletParameter Parameter, string Set, int Position)> candidates, object? value)
    {
        var (preferred, all) = (candidates.Where(place => place.Set == DefaultSet).Select(place => place.Parameter).ToList(), candidates.Select(place => place.Parameter).Distinct().ToList());
        var problem = "";
        foreach (var (coerce, parameters) in new[] { (false, preferred), (false, all), (true, preferred), (true, all) })
        {
            var fitting = new List<(CmdletParameter Parameter, object? Value)>();
            foreach (var parameter in parameters)
            {
                if (BoundValue.Try(parameter, value, coerce, out var converted, out var why)) fitting.Add((parameter, converted));
                else if (problem.Length == 0 && why.Length > 0) problem = $"-{parameter.Name}: {why}";
            }
            if (fitting.Count == 0) continue;
            if (!Sets.Any(set => fitting.All(one => one.Parameter.IsIn(set))))
                throw Usage.WrongFor(command, $"It is not clear what is meant by '{value}': {string.Join(", or ", fitting.Select(one => "-" + one.Parameter.Name))}.");
            foreach (var (parameter, converted) in fitting) Set(parameter, converted);
            return;
        }
        throw Usage.WrongFor(command, problem);
    }

    private void BindRemaining(List<object?> values)
    {
        if (parameters.Own.FirstOrDefault(parameter => parameter.TakesRemaining && !IsBound(parameter) && Sets.Any(parameter.IsIn)) is not { } last)
            throw Usage.WrongFor(command, $"'{values[0]}' is one value too many: no parameter takes it by its place.");
        Convert(last, values.ToArray());
    }

    private void Convert(CmdletParameter parameter, object? value)
    {
        if (!BoundValue.Try(parameter, value, coerce: true, out var converted, out var problem)) throw Usage.WrongFor(command, $"-{parameter.Name}: {problem}");
        Set(parameter, converted);
    }

    private IEnumerable<CmdletParameter> Missing(string set, bool pipelineFollows) =>
        parameters.Own.Where(parameter => parameter.IsMandatoryIn(set) && !IsBound(parameter) && !(pipelineFollows && parameter.TakesPipeline));

    private string AskForSecrets(bool pipelineFollows)
    {
        var nearest = Sets.Contains(DefaultSet) ? DefaultSet : Sets.MinBy(set => Missing(set, pipelineFollows).Count())!;
        var missing = Missing(nearest, pipelineFollows).ToList();
        if (missing.Any(parameter => parameter.Property.PropertyType != typeof(SecureString))) throw Incomplete(pipelineFollows);
        foreach (var parameter in missing) Set(parameter, SecretPrompt.Ask(parameter.Name));
        return nearest;
    }

    private HoldfastException Incomplete(bool pipelineFollows)
    {
        var unclear = Sets.Count > 1 && !Sets.Contains(DefaultSet) ? "It is not clear what is meant: " : "";
        var ways = Sets.OrderBy(set => set != DefaultSet).Select(set => string.Join(" and ", Missing(set, pipelineFollows).Select(parameter => "-" + parameter.Name))).Where(missing => missing.Length > 0).Distinct();
        return Usage.WrongFor(command, $"{unclear}{string.Join(", or ", ways)} is missing.");
    }

    private bool Demands(string set) => parameters.Own.Any(parameter => parameter.IsMandatoryIn(set));

    private string Differing(string set) =>
        string.Join(" with ", parameters.Own.Where(parameter => parameter.IsIn(set) && !Sets.All(parameter.IsIn)).Select(parameter => "-" + parameter.Name).DefaultIfEmpty(set));

    private string Given(CmdletParameter except) => string.Join(", ", bound.Keys.Where(parameter => parameter != except).Select(parameter => "-" + parameter.Name));
}

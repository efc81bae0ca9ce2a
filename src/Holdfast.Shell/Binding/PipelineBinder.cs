using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Binding;

/// <summary>
/// Binds the objects that come through the pipeline, one after the other, in PowerShell's order: the object itself where it is of the right kind,
/// its properties by name where they are, then both with conversion.
/// </summary>
internal sealed class PipelineBinder
{
    private readonly ArgumentBinder binder;
    private readonly IReadOnlyList<CmdletParameter> open;
    private readonly HashSet<string> sets;
    private readonly Dictionary<CmdletParameter, object?> originals;
    private readonly List<CmdletParameter> bound = [];

    /// <param name="binder">Has bound the command line.</param>
    internal PipelineBinder(ArgumentBinder binder)
    {
        this.binder = binder;
        sets = [.. binder.Sets];
        open = [.. binder.Unbound.Where(parameter => parameter.TakesPipeline).OrderBy(parameter => !parameter.IsIn(binder.DefaultSet))];
        originals = open.ToDictionary(parameter => parameter, parameter => parameter.Property.GetValue(binder.Cmdlet));
    }

    /// <returns>False: nothing of the object is what the cmdlet takes.</returns>
    internal bool Bind(object? value)
    {
        foreach (var parameter in bound) binder.Clear(parameter, originals[parameter]);
        bound.Clear();
        binder.Restore(sets);
        foreach (var coerce in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var parameter in open) TryBind(parameter, binder.Sets.Any(parameter.TakesPipelineObjectIn), value, coerce);
            foreach (var parameter in open)
            {
                if (binder.Sets.Any(parameter.TakesPipelinePropertyIn) && value is not null && Property(value, parameter, out var property)) TryBind(parameter, takes: true, property, coerce);
            }
            // An object that is what a parameter wants is not converted for another one.
            if (bound.Any(parameter => binder.Sets.Any(parameter.TakesPipelineObjectIn))) break;
        }
        if (bound.Count == 0 && open.Count > 0) return false;
        binder.Settle(pipelineFollows: false);
        return true;
    }

    /// <summary>Whether the cmdlet takes anything that comes at all.</summary>
    internal bool TakesAnything => open.Count > 0;

    private void TryBind(CmdletParameter parameter, bool takes, object? value, bool coerce)
    {
        if (!takes || binder.IsBound(parameter) || !binder.Sets.Any(parameter.IsIn) || !BoundValue.Try(parameter, value, coerce, out var converted, out _)) return;
        binder.Set(parameter, converted);
        bound.Add(parameter);
    }

    private static bool Property(object value, CmdletParameter parameter, out object? property)
    {
        property = null;
        foreach (var name in parameter.Aliases.Prepend(parameter.Name))
        {
            if (ObjectProperties.TryGet(value, name, out property)) return property is not null;
        }
        return false;
    }
}

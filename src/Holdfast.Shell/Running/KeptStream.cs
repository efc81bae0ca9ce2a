using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Running;

/// <summary>What a command writes, kept in a variable as well (-OutVariable, -ErrorVariable, -WarningVariable).</summary>
internal sealed class KeptStream
{
    private readonly List<object?>? kept;

    /// <param name="variable">With + before it: what it holds stays. Null: nothing is kept.</param>
    internal KeptStream(ShellSession session, string? variable)
    {
        if (variable is null) return;
        var name = variable.TrimStart('+');
        kept = name.Length < variable.Length ? [.. Values.Each(session.Variable(name))] : [];
        session.Keep(name, kept);
    }

    internal void Add(object? value) => kept?.Add(value);
}

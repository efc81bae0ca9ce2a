namespace Holdfast.Shell.Binding;

/// <summary>A piece of a command line: a value, or the name of a parameter, which may have its value with it (-Name:value).</summary>
/// <param name="Name">Without its dash; null: a value alone.</param>
internal sealed record Argument(string? Name, object? Value, bool HasValue)
{
    internal static Argument Named(string name) => new(name, null, HasValue: false);

    internal static Argument Named(string name, object? value) => new(name, value, HasValue: true);

    internal static Argument Of(object? value) => new(null, value, HasValue: true);
}

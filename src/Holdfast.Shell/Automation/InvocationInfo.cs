namespace Holdfast.Shell.Automation;

/// <summary>How a cmdlet was called.</summary>
public sealed class InvocationInfo
{
    /// <summary>The parameters that were given, by name.</summary>
    public Dictionary<string, object> BoundParameters { get; } = new(StringComparer.OrdinalIgnoreCase);
}

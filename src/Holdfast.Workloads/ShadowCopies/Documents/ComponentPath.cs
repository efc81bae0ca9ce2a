namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Names a component within its writer. Case does not matter.</summary>
/// <param name="LogicalPath">Of what it is part of, with backslashes; empty at the top.</param>
public readonly record struct ComponentPath(string LogicalPath, string Name)
{
    public string Full => LogicalPath.Length == 0 ? Name : $"{LogicalPath}\\{Name}";

    /// <summary>Whether this is part of another component, at any depth.</summary>
    public bool IsBeneath(ComponentPath other)
    {
        var above = other.Full;
        return LogicalPath.StartsWith(above, StringComparison.OrdinalIgnoreCase) && (LogicalPath.Length == above.Length || LogicalPath[above.Length] == '\\');
    }

    public bool Equals(ComponentPath other) => string.Equals(Full, other.Full, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => string.GetHashCode(Full, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Full;
}

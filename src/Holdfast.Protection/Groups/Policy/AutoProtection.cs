namespace Holdfast.Protection.Groups.Policy;

/// <summary>A container on a production server: what it holds, now and later, becomes a member.</summary>
public sealed record AutoProtection(string Server, string Path, bool Online)
{
    /// <summary>Settings by which the container is looked into and which its members get, in the order of their names.</summary>
    public EquatableList<MemberOption> Options { get; init; } = EquatableList<MemberOption>.Empty;
}

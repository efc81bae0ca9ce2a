namespace Holdfast.Format.Items;

/// <summary>One extended attribute, name and value exactly as the platform gave them (POSIX ACLs and capabilities are attributes too).</summary>
public sealed record ExtendedAttribute(byte[] Name, byte[] Value);

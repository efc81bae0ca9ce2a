namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Something else that a backup components document says of a component.</summary>
/// <param name="Element">COMPONENT for an attribute of the component itself.</param>
public sealed record ComponentNote(string Element, string Attribute, string Value);

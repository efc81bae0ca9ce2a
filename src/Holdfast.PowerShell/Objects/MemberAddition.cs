namespace Holdfast.PowerShell.Objects;

/// <summary>Joins the group when it is committed.</summary>
/// <param name="Online">Its recovery points are sent to the vault as well.</param>
/// <param name="Options">Settings of the application by name.</param>
internal sealed record MemberAddition(Datasource Datasource, bool Online, IReadOnlyDictionary<string, string>? Options = null);

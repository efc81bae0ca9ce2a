namespace Holdfast.Server.Catalog;

/// <summary>With which account applications are asked. The secret is sealed.</summary>
internal sealed record CredentialRow
{
    public string Target { get; init; } = "";

    public string Account { get; init; } = "";

    public string Secret { get; init; } = "";

    public long Changed { get; init; }
}

namespace Holdfast.Server.Accounts;

/// <summary>The security PIN in the catalog.</summary>
internal sealed record PinRow
{
    public string PinHash { get; init; } = "";

    public long Expires { get; init; }

    public int Attempts { get; init; }
}

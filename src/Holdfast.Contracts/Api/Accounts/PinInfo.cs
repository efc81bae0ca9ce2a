namespace Holdfast.Contracts.Api.Accounts;

/// <summary>A security PIN for one confirmation, shown this once.</summary>
public sealed record PinInfo(string Pin, DateTimeOffset Expires)
{
    /// <summary>Says nothing of the PIN.</summary>
    public override string ToString() => nameof(PinInfo);
}

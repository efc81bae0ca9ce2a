namespace Holdfast.Contracts.Api.Setup;

/// <summary>The passphrase that opens pool and vault copy, for saving it elsewhere.</summary>
public sealed record SetupPassphrase(string Passphrase)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(SetupPassphrase);
}

namespace Holdfast.Server.Accounts;

/// <summary>A second factor whose first code was right.</summary>
/// <param name="Step">Time step of that code, which is not taken again.</param>
/// <param name="RecoveryCodes">As they are shown, once.</param>
internal sealed record ProvedFactor(byte[] Secret, long Step, IReadOnlyList<string> RecoveryCodes)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(ProvedFactor);
}

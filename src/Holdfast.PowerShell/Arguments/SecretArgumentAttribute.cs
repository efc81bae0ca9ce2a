using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Arguments;

/// <summary>Lets a secret be given as plain text as well, as scripts do with PINs.</summary>
public sealed class SecretArgumentAttribute : NameArgumentAttribute
{
    /// <inheritdoc/>
    /// <remarks>PINs and codes have six digits: unquoted they are numbers, which have lost their leading zeros.</remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        Plain(inputData) is int number ? Secrets.Secure(number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture)) : base.Transform(engineIntrinsics, inputData);

    private protected override object Find(string name) => Secrets.Secure(name);
}

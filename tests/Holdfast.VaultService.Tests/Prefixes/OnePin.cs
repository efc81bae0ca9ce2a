using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Prefixes;

namespace Holdfast.VaultService.Tests.Prefixes;

/// <summary>PINs for tests of the rules: each is good once.</summary>
internal sealed class OnePin : IPinCheck
{
    private readonly HashSet<string> good = [];
    private int made;

    public string Make()
    {
        var pin = $"{++made:D6}";
        good.Add(pin);
        return pin;
    }

    public void Spend(string vaultId, string? pin)
    {
        if (pin is null) throw new HoldfastException(ErrorCode.VaultPinMissing, "No PIN.");
        if (!good.Remove(pin)) throw new HoldfastException(ErrorCode.VaultPinWrong, "Another PIN.");
    }
}

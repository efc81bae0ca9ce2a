using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Vaults;

/// <summary>Which ids and names servers have.</summary>
internal static class ServerRule
{
    internal const int LongestName = 200;
    private const int IdLength = 32;

    /// <summary>The id names a folder, so nothing else is let through: 32 lower-case hexadecimal digits.</summary>
    internal static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>.</exception>
    internal static void Check(string id, string name)
    {
        if (!IsId(id)) throw new HoldfastException(ErrorCode.BadRequest, "A server's id has 32 lower-case hexadecimal digits.");
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl) || name.Trim() != name)
            throw new HoldfastException(ErrorCode.BadRequest, $"A server's name has 1 to {LongestName} characters, no control characters, and no blanks at its ends.");
    }
}

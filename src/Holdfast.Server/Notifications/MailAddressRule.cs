using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Holdfast.Server.Notifications;

/// <summary>One plain mail address: no list, no group, no display name, nothing that could end a header.</summary>
internal static class MailAddressRule
{
    private const int Longest = 254;

    internal static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        if (text.Length is 0 or > Longest || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')')) return false;
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.IndexOf('@') != at) return false;
        return MailboxAddress.TryParse(text, out address) && address.Address == text;
    }
}

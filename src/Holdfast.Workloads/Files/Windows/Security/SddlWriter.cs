using System.Globalization;
using System.Text;

namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>Writes security descriptors as text that Windows takes.</summary>
public static class SddlWriter
{
    private static readonly Dictionary<string, string> _words = SddlWords.Trustees.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <returns>Null where an entry has no text form here: a kind that is not known, a condition, or an attribute.</returns>
    public static string? Write(SecurityDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var text = new StringBuilder();
        if (descriptor.Owner is { } owner) text.Append("O:").Append(Trustee(owner));
        if (descriptor.Group is { } group) text.Append("G:").Append(Trustee(group));
        return List(text, "D:", descriptor.AccessList, Has(DescriptorControl.HasAccessList), Has(DescriptorControl.AccessListProtected), Has(DescriptorControl.AccessListInheritRequired), Has(DescriptorControl.AccessListInherited))
            && List(text, "S:", descriptor.AuditList, Has(DescriptorControl.HasAuditList), Has(DescriptorControl.AuditListProtected), Has(DescriptorControl.AuditListInheritRequired), Has(DescriptorControl.AuditListInherited))
            ? text.ToString() : null;

        bool Has(DescriptorControl bit) => descriptor.Control.HasFlag(bit);
    }

    private static bool List(StringBuilder text, string name, Acl? list, bool isThere, bool isProtected, bool isRequired, bool isInherited)
    {
        if (!isThere) return true;
        text.Append(name).Append(isProtected ? "P" : "").Append(isRequired ? "AR" : "").Append(isInherited ? "AI" : "");
        if (list is null) text.Append("NO_ACCESS_CONTROL");
        foreach (var entry in list?.Entries ?? [])
            if (!Entry(text, entry)) return false;
        return true;
    }

    private static bool Entry(StringBuilder text, Ace entry)
    {
        if (entry.Trustee is null || entry.Data.Span.IndexOfAnyExcept((byte)0) >= 0) return false;
        if (SddlWords.Types.FirstOrDefault(known => known.Type == entry.Type).Word is not { } type) return false;
        text.Append('(').Append(type).Append(';');
        foreach (var (word, bit) in SddlWords.Flags)
            if ((entry.Flags & bit) != 0) text.Append(word);
        text.Append(';').Append(Rights(entry)).Append(';').Append(entry.Object?.ToString("D")).Append(';').Append(entry.Inherited?.ToString("D")).Append(';').Append(Trustee(entry.Trustee)).Append(')');
        return true;
    }

    private static string Rights(Ace entry)
    {
        var words = entry.Type == AceType.Label ? SddlWords.Labels : SddlWords.Rights;
        if (entry.Type != AceType.Label && SddlWords.Masks.FirstOrDefault(known => known.Mask == entry.Mask).Word is { } whole) return whole;
        var named = words.Aggregate(0u, (bits, word) => bits | word.Bit);
        return (entry.Mask & ~named) == 0 && entry.Mask != 0
            ? string.Concat(words.Where(word => (entry.Mask & word.Bit) != 0).Select(word => word.Word))
            : string.Create(CultureInfo.InvariantCulture, $"0x{entry.Mask:x}");
    }

    private static string Trustee(Sid sid) => _words.GetValueOrDefault(sid.Text, sid.Text);
}

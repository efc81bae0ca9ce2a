using Holdfast.Workloads.Files.Windows.Security;
using System.Globalization;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>Reads security descriptors from text. Not read: conditions and resource attributes, and groups of a domain by their word, which mean something else on every computer.</summary>
internal sealed class SddlReader
{
    private const int Longest = 256 << 10;
    private const string Nothing = "NO_ACCESS_CONTROL";
    private readonly string _text;
    private int _at;

    private SddlReader(string text) => _text = text;

    /// <exception cref="MalformedFileException">At the character of that number the text stops being one; or it holds what is not read.</exception>
    public static SecurityDescriptor Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest) throw new MalformedFileException(0, $"at most {Longest} characters", $"{text.Length}");
        return new SddlReader(text).All();
    }

    private SecurityDescriptor All()
    {
        var descriptor = new SecurityDescriptor(DescriptorControl.SelfRelative, null, null, null, null);
        var seen = "";
        while (_at < _text.Length)
        {
            var part = _text[_at];
            if (seen.Contains(part, StringComparison.Ordinal) || !Takes($"{part}:")) throw Refuse("O:, G:, D: or S:, each once");
            seen += part;
            descriptor = part switch
            {
                'O' => descriptor with { Owner = Trustee(TrusteeEnd()) },
                'G' => descriptor with { Group = Trustee(TrusteeEnd()) },
                'D' => List(descriptor, DescriptorControl.HasAccessList, DescriptorControl.AccessListProtected, DescriptorControl.AccessListInheritRequired, DescriptorControl.AccessListInherited),
                'S' => List(descriptor, DescriptorControl.HasAuditList, DescriptorControl.AuditListProtected, DescriptorControl.AuditListInheritRequired, DescriptorControl.AuditListInherited),
                _ => throw Refuse("O:, G:, D: or S:"),
            };
        }
        return descriptor;
    }

    private SecurityDescriptor List(SecurityDescriptor descriptor, DescriptorControl there, DescriptorControl isProtected, DescriptorControl required, DescriptorControl inherited)
    {
        var control = descriptor.Control | there;
        var isNothing = false;
        for (var more = true; more;)
        {
            // The longer words first: P is the beginning of none of them, but of a word that nobody knows.
            if (!isNothing && Takes(Nothing)) isNothing = true;
            else if (Takes("AR")) control |= required;
            else if (Takes("AI")) control |= inherited;
            else if (Takes("P")) control |= isProtected;
            else more = false;
        }
        var entries = new List<Ace>();
        while (_at < _text.Length && _text[_at] == '(') entries.Add(Entry());
        if (isNothing && entries.Count > 0) throw Refuse("no entries after " + Nothing);
        var revision = entries.Exists(entry => entry.IsObject) ? Acl.Objects : Acl.Plain;
        var list = isNothing ? null : new Acl(revision, entries);
        return there == DescriptorControl.HasAccessList ? descriptor with { Control = control, AccessList = list } : descriptor with { Control = control, AuditList = list };
    }

    private Ace Entry()
    {
        var start = _at;
        var end = _text.IndexOf(')', _at);
        var fields = end < 0 ? [] : _text[(_at + 1)..end].Split(';');
        if (fields.Length != 6) throw Refuse("an entry of six fields: (type;flags;rights;object;inherited object;trustee)");
        var type = SddlWords.Types.FirstOrDefault(known => known.Word == fields[0]);
        if (type.Word is null || type.Type == AceType.ResourceAttribute) throw Refuse("a type of entry that can be read");
        var ace = new Ace(type.Type, (byte)Bits(fields[1], SddlWords.Flags, "flags"), Rights(fields[2], type.Type), Trustee(fields[5]), default) { Object = Id(fields[3]), Inherited = Id(fields[4]) };
        if (!ace.IsObject && (ace.Object ?? ace.Inherited) is not null) throw Refuse("objects in an entry about objects alone");
        _at = start + (end - start) + 1;
        return ace;
    }

    private uint Rights(string text, AceType type)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return number;
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return number;
        if (type == AceType.Label) return Bits(text, SddlWords.Labels, "rights");
        uint mask = 0;
        for (var at = 0; at < text.Length; at += 2)
        {
            var word = text.Substring(at, Math.Min(2, text.Length - at));
            var whole = word == SddlWords.KeyExecute ? ("KR", 0x20019u) : SddlWords.Masks.FirstOrDefault(known => known.Word == word);
            mask |= whole.Item1 is not null ? whole.Item2 : Bits(word, SddlWords.Rights, "rights");
        }
        return mask;
    }

    private uint Bits(string text, IReadOnlyList<(string Word, uint Bit)> words, string what)
    {
        uint bits = 0;
        for (var at = 0; at < text.Length; at += 2)
        {
            var known = words.FirstOrDefault(word => text.AsSpan(at).StartsWith(word.Word, StringComparison.Ordinal));
            bits |= known.Word is not null ? known.Bit : throw Refuse(what + " that are known");
        }
        return bits;
    }

    private Guid? Id(string text) => text.Length == 0 ? null : Guid.TryParseExact(text, "D", out var id) ? id : throw Refuse("the id of a kind of object");

    private Sid Trustee(string text)
    {
        if (SddlWords.Trustees.TryGetValue(text, out var known)) text = known;
        if (SddlWords.OfDomains.Contains(text)) throw Refuse("a security identifier: which domain's group a word means depends on the computer");
        return Sid.TryParse(text) ?? throw Refuse("a security identifier, or the word for one");
    }

    /// <summary>An owner ends where the next part begins.</summary>
    private string TrusteeEnd()
    {
        var end = _text.IndexOf(':', _at);
        end = end < 0 ? _text.Length : end - 1;
        if (end <= _at) throw Refuse("a security identifier");
        var word = _text[_at..end];
        var sid = Trustee(word);
        _at = end;
        return sid.Text;
    }

    private bool Takes(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) return false;
        _at += word.Length;
        return true;
    }

    private MalformedFileException Refuse(string expected) => new(_at, expected, _at < _text.Length ? $"'{_text.AsSpan(_at, Math.Min(32, _text.Length - _at))}'" : "the end");
}

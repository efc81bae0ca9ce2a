using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Walks through a document's elements in their order, bounded; whatever is wrong is told with its byte.</summary>
internal sealed class DocumentScan : IDisposable
{
    private readonly Stream _file;
    private readonly long _start;
    private readonly XmlReader _reader;
    private readonly HashSet<string> _unknown = [];
    private int _entries;

    /// <param name="file">Seekable, at the document's first byte; stays open.</param>
    /// <exception cref="MalformedFileException">It is no text.</exception>
    public DocumentScan(Stream file)
    {
        (_file, _start) = (file, file.Position);
        _reader = XmlReader.Create(new DocumentText(file), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
            MaxCharactersInDocument = DocumentLimits.Characters, MaxCharactersFromEntities = DocumentLimits.Characters, CloseInput = true,
        });
    }

    /// <summary>Of the element or attribute that the scan is at.</summary>
    public string Name => _reader.LocalName;

    public string Value => _reader.Value;

    public IReadOnlyList<string> Unknown => [.. _unknown.Order(StringComparer.Ordinal)];

    /// <summary>Goes to the document's first element.</summary>
    public void Open()
    {
        while (Move())
            if (_reader.NodeType == XmlNodeType.Element) return;
        throw Wrong("an element", "the end of the document");
    }

    /// <summary>Calls for each element directly inside the present one; the callback leaves the scan at the element, or at its end.</summary>
    public void Children(Action child)
    {
        if (_reader.IsEmptyElement) return;
        var depth = _reader.Depth;
        while (Move() && _reader.Depth > depth)
        {
            if (_reader.NodeType != XmlNodeType.Element) continue;
            var (at, isEmpty) = (_reader.Depth, _reader.IsEmptyElement);
            child();
            // What the callback left unread is passed over, well-formed or refused.
            while (!isEmpty && !(_reader.Depth == at && _reader.NodeType == XmlNodeType.EndElement) && Move())
            {
            }
        }
    }

    /// <summary>Calls for each attribute of the present element, names of namespaces left out.</summary>
    /// <param name="attribute">False: it does not know the name.</param>
    public void Attributes(Func<bool> attribute)
    {
        if (_reader.AttributeCount > DocumentLimits.Attributes) throw Wrong($"at most {DocumentLimits.Attributes} attributes", $"{_reader.AttributeCount}");
        var element = _reader.LocalName;
        for (var more = _reader.MoveToFirstAttribute(); more; more = _reader.MoveToNextAttribute())
            if (_reader.Prefix != "xmlns" && _reader.LocalName != "xmlns" && !attribute()) Note($"{element}/@{_reader.LocalName}");
        _reader.MoveToElement();
    }

    /// <summary>The present element is none that is known.</summary>
    public void UnknownElement() => Note(_reader.LocalName);

    public bool YesOrNo() => Value switch { "yes" => true, "no" => false, var other => throw Wrong("yes or no", Shown(other)) };

    public Guid Id() => Guid.TryParse(Value, out var id) ? id : throw Wrong("an id", Shown(Value));

    public int Number() => int.TryParse(Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a number", Shown(Value));

    /// <summary>The present value by its word; the default where it is not known, which is told.</summary>
    public T Word<T>(FrozenDictionary<string, T> words)
        where T : struct
    {
        if (words.TryGetValue(Value, out var known)) return known;
        Note($"{_reader.LocalName}={Value}");
        return default;
    }

    /// <summary>Counts one more entry of a list.</summary>
    public void Count()
    {
        if (++_entries > DocumentLimits.Entries) throw Wrong($"at most {DocumentLimits.Entries} components and file sets", "more");
    }

    public T Require<T>(T? value, string what)
        where T : class => value ?? throw Wrong(what, "none");

    public MalformedFileException Wrong(string expected, string found, Exception? inner = null)
    {
        var place = (IXmlLineInfo)_reader;
        return At(place.LineNumber, place.LinePosition, expected, found, inner);
    }

    /// <summary>Reads to the document's end.</summary>
    public void Finish()
    {
        while (Move())
        {
        }
    }

    public void Dispose() => _reader.Dispose();

    private bool Move()
    {
        try
        {
            if (!_reader.Read()) return false;
        }
        catch (XmlException wrong)
        {
            throw At(wrong.LineNumber, wrong.LinePosition, "well-formed XML", Shown(wrong.Message), wrong);
        }
        return _reader.Depth <= DocumentLimits.Depth ? true : throw Wrong($"elements at most {DocumentLimits.Depth} deep", "deeper ones");
    }

    private MalformedFileException At(int line, int column, string expected, string found, Exception? inner)
    {
        _file.Position = _start;
        return new MalformedFileException(DocumentText.OffsetOf(_file, line, column), expected, found, inner);
    }

    private void Note(string name)
    {
        if (_unknown.Count < DocumentLimits.UnknownNames) _unknown.Add(Shown(name));
    }

    private static string Shown(string text) => new([.. text.Take(100).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter)]);
}

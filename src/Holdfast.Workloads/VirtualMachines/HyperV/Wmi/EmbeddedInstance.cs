using System.Text;
using System.Xml;
using Holdfast.Format;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>An object as text in CIM-XML (DSP0203, element INSTANCE): how settings are handed to methods, come back from them, and are kept in a recovery point.</summary>
public static class EmbeddedInstance
{
    /// <summary>Characters that are read at most.</summary>
    public const int Longest = 1 << 20;

    private const int MostProperties = 4096, MostValues = 65_536, Deepest = 16;

    private static readonly XmlReaderSettings Bounded = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest, IgnoreWhitespace = true, IgnoreComments = true, IgnoreProcessingInstructions = true };

    public static string Write(WmiObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = true, NewLineHandling = NewLineHandling.Entitize }))
        {
            xml.WriteStartElement("INSTANCE");
            xml.WriteAttributeString("CLASSNAME", instance.ClassName);
            foreach (var property in instance.Properties) Write(xml, property);
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    /// <exception cref="MalformedDataException">It is no such text.</exception>
    public static WmiObject Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest) throw new MalformedDataException($"An embedded instance has {text.Length} characters; at most {Longest} are read.");
        try
        {
            using var xml = XmlReader.Create(new StringReader(text), Bounded);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "INSTANCE" || xml.GetAttribute("CLASSNAME") is not { Length: > 0 } className)
                throw new MalformedDataException("An embedded instance does not begin with INSTANCE and the name of a class.");
            return new WmiObject(className, "", Properties(xml).Values);
        }
        catch (Exception error) when (error is XmlException or ArgumentException or InvalidOperationException)
        {
            throw new MalformedDataException($"An embedded instance is no CIM-XML: {error.Message}", error);
        }
    }

    private static void Write(XmlWriter xml, WmiProperty property)
    {
        xml.WriteStartElement(property.IsArray ? "PROPERTY.ARRAY" : "PROPERTY");
        xml.WriteAttributeString("NAME", property.Name);
        xml.WriteAttributeString("TYPE", CimText.Word(property.Type));
        if (property is { IsArray: true, Values: not null }) xml.WriteStartElement("VALUE.ARRAY");
        foreach (var value in property.Values ?? []) xml.WriteElementString("VALUE", value);
        if (property is { IsArray: true, Values: not null }) xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static Dictionary<string, WmiProperty> Properties(XmlReader xml)
    {
        var properties = new Dictionary<string, WmiProperty>(StringComparer.OrdinalIgnoreCase);
        var values = 0;
        if (xml.IsEmptyElement) return properties;
        while (xml.Read())
        {
            if (xml.Depth > Deepest) throw new MalformedDataException("An embedded instance is nested too deeply.");
            if (xml is not { NodeType: XmlNodeType.Element, Depth: 1, Name: "PROPERTY" or "PROPERTY.ARRAY" or "PROPERTY.REFERENCE" }) continue;
            var property = Property(xml, ref values);
            if (!properties.TryAdd(property.Name, property) || properties.Count > MostProperties) throw new MalformedDataException($"An embedded instance has property {property.Name} twice, or more than {MostProperties} properties.");
        }
        return properties;
    }

    private static WmiProperty Property(XmlReader xml, ref int count)
    {
        var (name, isArray) = (xml.GetAttribute("NAME"), xml.Name == "PROPERTY.ARRAY");
        var type = xml.Name == "PROPERTY.REFERENCE" ? CimType.Reference : CimText.FromWord(xml.GetAttribute("TYPE"));
        if (name is not { Length: > 0 } || type is null) throw new MalformedDataException("A property of an embedded instance has no name or no type.");
        List<string>? values = null;
        var isQualifier = false;
        if (xml.IsEmptyElement) return new WmiProperty(name, type.Value, isArray, null);
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == 1))
        {
            if (xml.Depth > Deepest) throw new MalformedDataException("An embedded instance is nested too deeply.");
            if (xml.Depth == 2 && xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement) isQualifier = xml is { NodeType: XmlNodeType.Element, Name: "QUALIFIER", IsEmptyElement: false };
            if (xml is { NodeType: XmlNodeType.Element, Name: "VALUE.ARRAY" }) values ??= [];
            if (isQualifier || xml.NodeType != XmlNodeType.Element || xml.Name is not ("VALUE" or "VALUE.REFERENCE")) continue;
            if (++count > MostValues) throw new MalformedDataException($"An embedded instance has more than {MostValues} values.");
            (values ??= []).Add(Value(xml));
        }
        if (!isArray && values is { Count: > 1 }) throw new MalformedDataException($"Property {name} of an embedded instance has {values.Count} values and is no array.");
        return new WmiProperty(name, type.Value, isArray, values);
    }

    /// <summary>The text of an element, leaving the reader on its end.</summary>
    private static string Value(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(xml.Value);
            else throw new MalformedDataException("A value of an embedded instance holds elements.");
        return text.ToString();
    }
}

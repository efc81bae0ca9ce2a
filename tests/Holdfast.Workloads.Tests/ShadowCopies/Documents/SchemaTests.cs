using System.Xml.Linq;
using Holdfast.Testing;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.Tests.ShadowCopies.Documents;

/// <summary>Walks the schemas that others derived from real documents: a document with every element and attribute in them is read without a name that is not known.</summary>
public sealed class SchemaTests
{
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";

    [Fact]
    public void WriterSchema_EveryElementAndAttribute_IsKnown()
    {
        var document = Build("WMX.xsd", "WRITER_METADATA");
        var writer = VssDocuments.ReadWriter(document.ToString());
        Assert.Empty(writer.Unknown);
        Assert.Equal((881, 2, 1, 1, 1), ((int)writer.Schema, (int)Assert.Single(writer.Components).Traits, writer.Components[0].Files.Count, writer.Excluded.Count, writer.NotInSnapshot.Count));
        Assert.Equal((RestoreMethod.IfCanReplace, WriterParticipation.Always, true), (writer.Restore!.Method, writer.Restore.Participation, writer.Restore.NeedsReboot));
        Assert.True(writer.Components[0] is { IsSelectable: true, IsSelectableForRestore: true, HearsOfCompletion: true, KeepsRestoreMetadata: true, Caption: "caption" });
        // A name that is in no schema is told, and breaks nothing.
        document.Descendants().Last(element => element.Name.LocalName == "FILE_LIST").SetAttributeValue("novelty", "1");
        document.Add(new XElement(document.Name.Namespace + "NOVELTY"));
        Assert.Equal(["FILE_LIST/@novelty", "NOVELTY"], VssDocuments.ReadWriter(document.ToString()).Unknown);
    }

    [Fact]
    public void ComponentsSchema_EveryElementAndAttribute_IsKnown()
    {
        var document = Build("BCDocument.xsd", "BACKUP_COMPONENTS");
        var component = document.Descendants().Single(element => element.Name.LocalName == "COMPONENT");
        var metadata = Element(Load("BCDocument.xsd"), "BACKUP_METADATA");
        component.Add(new XElement("BACKUP_METADATA", Attributes(metadata).Select(name => new XAttribute(name, Value(name)))));
        var read = VssDocuments.ReadComponents(document.ToString());
        Assert.Empty(read.Unknown);
        Assert.Equal((ShadowBackupType.Full, true, true, true), (read.Type, read.HasComponents, read.IsBootableSystemState, read.HasPartialFiles));
        var chosen = Assert.Single(Assert.Single(read.Writers).Components);
        Assert.Equal((@"logicalPath\componentName", ComponentKind.FileGroup, "backupStamp", "metadata"), (chosen.Path.Full, chosen.Kind, chosen.BackupStamp, chosen.Metadata));
        Assert.Empty(chosen.Notes);
        component.SetAttributeValue("backupSucceeded", "yes");
        Assert.Equal([new ComponentNote("COMPONENT", "backupSucceeded", "yes")], VssDocuments.ReadComponents(document.ToString()).Writers[0].Components[0].Notes);
    }

    /// <summary>One element of each kind, with every attribute that the schema gives it.</summary>
    private static XElement Build(string file, string root) => Build(Load(file), root);

    private static XElement Build(XElement schema, string name)
    {
        var declared = Element(schema, name);
        var element = new XElement((XNamespace)(string)schema.Attribute("targetNamespace")! + name, Attributes(declared).Select(attribute => new XAttribute(attribute, Value(attribute))));
        foreach (var child in declared.Descendants(Schema + "element").Select(child => ((string)child.Attribute("ref")!).Split(':')[1])) element.Add(Build(schema, child));
        return element;
    }

    private static XElement Element(XElement schema, string name) => schema.Elements(Schema + "element").Single(element => (string?)element.Attribute("name") == name);

    private static List<string> Attributes(XElement element)
    {
        List<string> names = [.. element.Descendants(Schema + "attribute").Select(attribute => (string)attribute.Attribute("name")!)];
        return names;
    }

    private static XElement Load(string file)
    {
        var path = Artefacts.Find(Path.Combine("vss", file));
        Assert.SkipWhen(path is null, Artefacts.Absent);
        return XDocument.Load(path).Root!;
    }

    private static string Value(string attribute) => attribute switch
    {
        "writerId" or "instanceId" or "snapshotSetId" => "4ad2e8b1-faf2-4aca-a010-2c3f939cef62",
        "backupSchema" => "881",
        "componentFlags" => "2",
        "majorVersion" or "minorVersion" => "0",
        "filespecBackupType" => "3855",
        "usage" => "USER_DATA",
        "dataSource" => "TRANSACTION_DB",
        "method" => "RESTORE_IF_CAN_BE_REPLACED",
        "writerRestore" => "always",
        "backupType" => "full",
        "componentType" => "filegroup",
        "version" => "1.2",
        "recursive" or "restoreMetadata" or "notifyOnBackupComplete" or "selectable" or "selectableForRestore" or "rebootRequired" or "bootableSystemStateBackup" or "selectComponents" or "partialFileSupport" => "yes",
        _ => attribute,
    };
}

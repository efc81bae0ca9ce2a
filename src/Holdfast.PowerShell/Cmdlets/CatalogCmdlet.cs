using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>A cmdlet that makes items findable in DPM. Here they are: the list of items is part of every recovery point, and is read to prove it.</summary>
public abstract class CatalogCmdlet : HoldfastCmdlet
{
    private protected void ReadItems(RecoverableItem item)
    {
        var found = Wait(item.Server.Client.Browse(item.DatasourceId, item.RecoveryPointId, item.Path, item.Online, item.ExternalServer, Stop));
        WriteObject(new CompletedWork("Catalog", item.DatasourceName, $"{item}: {found.Items.Count} items can be looked into."));
    }
}

using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

/// <summary>Inputs of the methods that are used, as Microsoft's reference of root\virtualization\v2 gives them. The model takes no others.</summary>
internal static class DocumentedMethods
{
    private static readonly Dictionary<string, (string Name, CimType Type, bool IsArray)[]> Methods = new(StringComparer.Ordinal)
    {
        ["Msvm_VirtualSystemSnapshotService.CreateSnapshot"] = [One("AffectedSystem", CimType.Reference), One("SnapshotSettings", CimType.String), One("SnapshotType", CimType.UInt16), One("ResultingSnapshot", CimType.Reference)],
        ["Msvm_VirtualSystemSnapshotService.DestroySnapshot"] = [One("AffectedSnapshot", CimType.Reference)],
        ["Msvm_VirtualSystemSnapshotService.ConvertToReferencePoint"] = [One("AffectedSnapshot", CimType.Reference), One("ReferencePointSettings", CimType.String), One("ResultingReferencePoint", CimType.Reference)],
        ["Msvm_VirtualSystemReferencePointService.DestroyReferencePoint"] = [One("AffectedReferencePoint", CimType.Reference)],
        ["Msvm_ImageManagementService.GetVirtualHardDiskSettingData"] = [One("Path", CimType.String)],
        ["Msvm_ImageManagementService.GetVirtualDiskChanges"] =
            [One("Path", CimType.String), One("LimitId", CimType.String), One("TargetSnapshotId", CimType.String), One("ByteOffset", CimType.UInt64), One("ByteLength", CimType.UInt64)],
        ["Msvm_VirtualSystemManagementService.ExportSystemDefinition"] = [One("ComputerSystem", CimType.Reference), One("ExportDirectory", CimType.String), One("ExportSettingData", CimType.String)],
        ["Msvm_VirtualSystemManagementService.ImportSystemDefinition"] = [One("SystemDefinitionFile", CimType.String), One("SnapshotFolder", CimType.String), One("GenerateNewSystemIdentifier", CimType.Boolean)],
        ["Msvm_VirtualSystemManagementService.ModifySystemSettings"] = [One("SystemSettings", CimType.String)],
        ["Msvm_VirtualSystemManagementService.ModifyResourceSettings"] = [("ResourceSettings", CimType.String, true)],
        ["Msvm_VirtualSystemManagementService.RemoveResourceSettings"] = [("ResourceSettings", CimType.Reference, true)],
        ["Msvm_VirtualSystemManagementService.ValidatePlannedSystem"] = [One("PlannedSystem", CimType.Reference)],
        ["Msvm_VirtualSystemManagementService.RealizePlannedSystem"] = [One("PlannedSystem", CimType.Reference)],
        ["Msvm_VirtualSystemManagementService.DestroySystem"] = [One("AffectedSystem", CimType.Reference)],
        ["Msvm_ComputerSystem.RequestStateChange"] = [One("RequestedState", CimType.UInt16), One("TimeoutPeriod", CimType.DateTime)],
        ["Msvm_ConcreteJob.RequestStateChange"] = [One("RequestedState", CimType.UInt16), One("TimeoutPeriod", CimType.DateTime)],
        ["Msvm_ConcreteJob.GetErrorEx"] = [],
    };

    public static IReadOnlyCollection<string> Names => Methods.Keys;

    /// <summary>Fails the test where the method or one of its inputs is not in the reference.</summary>
    public static void Check(string className, string method, IReadOnlyList<WmiArgument> arguments)
    {
        Assert.True(Methods.TryGetValue($"{className}.{method}", out var inputs), $"{className}.{method} is not in the reference.");
        foreach (var argument in arguments)
        {
            var input = Assert.Single(inputs, input => input.Name == argument.Name);
            Assert.NotNull(WmiValues.Of(input.Type, input.IsArray, argument.Values));
        }
        Assert.Equal(arguments.Count, arguments.DistinctBy(argument => argument.Name).Count());
    }

    private static (string Name, CimType Type, bool IsArray) One(string name, CimType type) => (name, type, false);
}

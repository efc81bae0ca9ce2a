using System.Text.Json.Serialization;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class MonitorJson : JsonSerializerContext;

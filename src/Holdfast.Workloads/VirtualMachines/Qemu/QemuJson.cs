using System.Text.Json.Serialization;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16)]
[JsonSerializable(typeof(QemuState))]
internal sealed partial class QemuJson : JsonSerializerContext;

using Holdfast.Server.ObjectEndpoint.Uploads;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint;

/// <summary>What buckets share.</summary>
/// <param name="Authority">Host and port that addresses of buckets begin with.</param>
internal sealed record BucketPlace(string Authority, PartRoom Room, TimeProvider Time, ILogger Log);

namespace Holdfast.Workloads.Nbd;

/// <summary>A network block device cannot be reached or read: the server refused, ended, or did not keep to the protocol.</summary>
internal sealed class NbdException(string message, Exception? inner = null) : IOException(message, inner);

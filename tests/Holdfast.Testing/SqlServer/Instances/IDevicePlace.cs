namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>How a simulated instance reaches what is named after VIRTUAL_DEVICE.</summary>
public interface IDevicePlace
{
    void Send(string device, byte[] media);

    byte[] Receive(string device);
}

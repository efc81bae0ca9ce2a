namespace Holdfast.Shell.Automation;

/// <summary>Changes an argument before it is bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ArgumentTransformationAttribute : Attribute
{
    public abstract object Transform(EngineIntrinsics engineIntrinsics, object inputData);
}

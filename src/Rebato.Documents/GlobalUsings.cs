global using System.Xml.Linq;
global using Rebato.Kernel;
